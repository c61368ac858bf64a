import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { letters } from '#app/features/mail/tables.server.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { makePerson } from '#tests/support/makers.ts'
import { startServer } from '#tests/support/server.ts'

test('killed while letters go out, the service sends each once more at most where none can have arrived (REL-3)', async () => {
  const reached = new Set<string>()
  let silent = true
  const box = await openMailbox((step, address) => {
    const stop = silent && (address.startsWith('before') ? step === 'rcpt' : step === 'data')
    if (stop) reached.add(address)
    return stop ? 'silence' : null
  })
  const server = await startServer({ env: { SMTP_URL: box.url, MAIL_FROM: 'kutsu@laukaa.fi' } })
  try {
    const stateOf = async (recipient: string) => {
      const [row] = await server.db.read.select().from(letters).where(eq(letters.recipient, recipient))
      return row?.state
    }
    for (const name of ['before', 'after']) {
      await makePerson(server.db, { email: `${name}@laukaa.fi` })
      expect((await server.post('/sign-in', { email: `${name}@laukaa.fi` })).status).toBe(200)
    }
    await expect.poll(() => [...reached].sort(), { timeout: 20_000 }).toEqual(['after@laukaa.fi', 'before@laukaa.fi'])
    await expect.poll(() => box.messages.length, { timeout: 20_000 }).toBe(1)
    await server.kill()
    silent = false
    // Put off by a slow machine or not: it is due now.
    await server.db.write((tx) =>
      tx
        .update(letters)
        .set({ notBefore: 0 })
        .where(eq(letters.state, 'waiting'))
        .then(() => undefined),
    )
    await server.restart()
    await expect.poll(() => stateOf('before@laukaa.fi'), { timeout: 20_000 }).toBe('sent')
    expect(await stateOf('after@laukaa.fi')).toBe('unknown')
    expect(box.messages.map((message) => message.to[0]).sort()).toEqual(['after@laukaa.fi', 'before@laukaa.fi'])
  } finally {
    await server.close()
    await box.close()
  }
})
