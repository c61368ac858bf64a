import { eq } from 'drizzle-orm'
import { readFile } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { claimLetters } from '#app/features/mail/claim-letters.server.ts'
import { handOverLetter } from '#app/features/mail/hand-over-letter.server.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { resendLetter } from '#app/features/mail/resend-letter.server.ts'
import { retryDelays } from '#app/features/mail/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { system } from '#app/features/audit/rules.ts'
import { deliverMail } from '#server/jobs/deliver-mail.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { openMailbox, type Mailbox } from '#tests/support/mailbox.ts'

const secret = 'a secret of the tests, long enough'
const baseUrl = 'https://kutsu.laukaa.fi'
const start = Date.parse('2027-04-01T09:00:00Z')
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const letter = (text = 'Tervetuloa') =>
  composeLetter({
    language: 'fi',
    subject: 'Kutsu: Kevään järjestöfoorumi',
    preheader: 'Tuletteko?',
    blocks: [{ kind: 'paragraph', text }],
    footer: { text: 'Terveisin Laukaa' },
  })

const queue = (db: TestDatabase, given: Partial<Parameters<typeof queueLetter>[1]> = {}) =>
  db.write((tx) =>
    queueLetter(tx, {
      kind: 'invitation',
      subjectId: 'i1',
      recipient: 'kylaseura@laukaa.fi',
      revision: 0,
      language: 'fi',
      letter: letter(),
      now: start,
      ...given,
    }),
  )

async function mailbox(trouble?: Parameters<typeof openMailbox>[0]): Promise<Mailbox> {
  const made = await openMailbox(trouble)
  closing.push(() => made.close())
  return made
}

/** Unexpected trouble of a sender fails its test. */
const fail = (error: unknown) => {
  throw error
}

/** A sender at a moment; `log` collects what it writes. */
function senderAt(db: TestDatabase, smtpUrl: string | null, now = start, log: string[] = []) {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString())
      done()
    },
  })
  const env = { smtpUrl, mailFrom: 'kutsu@laukaa.fi', baseUrl, secret }
  const job = deliverMail({ db, log: pino(sink), env, context: { now: () => now, report: fail } })
  closing.push(() => job.close())
  return job
}
const deliver = (...args: Parameters<typeof senderAt>) => senderAt(...args).run(new AbortController().signal)
const states = async (db: TestDatabase) => (await db.read.select().from(letters)).map((row) => row.state)

test('each letter goes out once, however often it is queued and however often the sender runs', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  for (let recipient = 0; recipient < 20; recipient++) {
    await queue(db, { recipient: `n${String(recipient)}@laukaa.fi` })
    await queue(db, { recipient: `n${String(recipient)}@laukaa.fi` })
  }
  const job = senderAt(db, box.url)
  await job.run(new AbortController().signal)
  await job.run(new AbortController().signal)
  expect(box.messages.map((message) => message.to[0]).sort()).toEqual(
    Array.from({ length: 20 }, (_, n) => `n${String(n)}@laukaa.fi`).sort(),
  )
  expect(new Set(await states(db))).toEqual(new Set(['sent']))
})

test('a higher revision of the same fact is a letter of its own', async () => {
  const db = await openTestDatabase()
  await queue(db)
  await queue(db, { revision: 1 })
  expect(await states(db)).toHaveLength(2)
})

test('without a mail server letters wait in the outbox', async () => {
  const db = await openTestDatabase()
  await queue(db)
  await deliver(db, null)
  expect(await states(db)).toEqual(['waiting'])
})

test('a letter is not sent before its time', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  await queue(db, { notBefore: start + 1000 })
  await deliver(db, box.url, start + 999)
  expect(box.messages).toHaveLength(0)
  await deliver(db, box.url, start + 1000)
  expect(box.messages).toHaveLength(1)
})

test('the personal address is in the mail that arrives, and in no file and no log of ours', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  const log: string[] = []
  const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: 'i1' }))
  const address = await linkAddress(db.read, { secret, baseUrl, linkId: link.id })
  const text = `Vastaa: ${linkPlaceholder(link.id)}?answer=yes`
  await queue(db, { letter: { subject: 'Kutsu', text, html: `<a href="${linkPlaceholder(link.id)}">Vastaa</a>` } })
  await deliver(db, box.url, start, log)
  const arrived = box.messages[0]?.raw.replace(/=\r\n/g, '').replaceAll('=3D', '=') ?? ''
  expect(arrived).toContain(`${address}?answer=yes`)
  expect(arrived).toContain(`<a href="${address}">`)
  expect(arrived).not.toContain('kutsu-link:')
  const bytes = Buffer.concat([await readFile(db.file), await readFile(`${db.file}-wal`), Buffer.from(log.join(''))])
  expect(log.join('')).toContain('"state":"sent"')
  expect(bytes.includes(link.id)).toBe(true)
  expect(bytes.includes(address.slice(-32))).toBe(false)
  expect(log.join('')).not.toContain('kylaseura')
})

test('a letter that is put off is tried again later, and keeps its Message-ID', async () => {
  const db = await openTestDatabase()
  let refusals = 2
  const box = await mailbox((step) => (step === 'data' && refusals-- > 0 ? 451 : null))
  await queue(db)
  await deliver(db, box.url)
  await deliver(db, box.url, start + retryDelays[0] - 1)
  expect(refusals).toBe(1)
  await deliver(db, box.url, start + retryDelays[0])
  const [row] = await db.read.select().from(letters)
  expect(row).toMatchObject({ state: 'waiting', attempts: 2, notBefore: start + retryDelays[0] + retryDelays[1] })
  expect(row?.trouble).toMatch(/No thanks, …/)
  await deliver(db, box.url, row?.notBefore)
  expect(await states(db)).toEqual(['sent'])
  expect(box.messages[0]?.raw).toMatch(new RegExp(`^Message-ID: <${row?.id ?? ''}@kutsu\\.laukaa\\.fi>\r$`, 'm'))
})

test('a mail server that keeps one letter waiting does not keep the others, nor those queued meanwhile', async () => {
  const db = await openTestDatabase()
  const box = await mailbox((step, address) => (step === 'rcpt' && address.startsWith('slow') ? 'silence' : null))
  await queue(db, { recipient: 'slow@laukaa.fi' })
  const running = deliver(db, box.url)
  await expect.poll(() => states(db)).toEqual(['sending'])
  for (let recipient = 0; recipient < 8; recipient++) await queue(db, { recipient: `n${String(recipient)}@laukaa.fi` })
  await expect.poll(() => box.messages.length, { timeout: 8000 }).toBe(8)
  expect(await states(db)).toContain('sending')
  await running
})

test('an address that is refused for good fails at once, and the others go out', async () => {
  const db = await openTestDatabase()
  const box = await mailbox((step, address) => (step === 'rcpt' && address.startsWith('gone') ? 550 : null))
  await queue(db, { recipient: 'gone@laukaa.fi' })
  await queue(db)
  await deliver(db, box.url)
  const rows = await db.read.select().from(letters)
  expect(rows.map((row) => [row.recipient, row.state]).sort()).toEqual([
    ['gone@laukaa.fi', 'failed'],
    ['kylaseura@laukaa.fi', 'sent'],
  ])
})

test('a mail server that cannot be reached fails no letter', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  await queue(db)
  await box.close()
  closing.pop()
  await deliver(db, box.url)
  expect(await states(db)).toEqual(['waiting'])
})

test('after the last try a letter that was put off every time fails', async () => {
  const db = await openTestDatabase()
  const box = await mailbox((step) => (step === 'rcpt' ? 450 : null))
  await queue(db)
  for (let attempt = 0; attempt <= retryDelays.length; attempt++) {
    const [row] = await db.read.select().from(letters)
    expect(row?.state).toBe('waiting')
    await deliver(db, box.url, row?.notBefore)
  }
  expect(await states(db)).toEqual(['failed'])
})

test.each([
  ['before the address is taken', 'rcpt', 'hangUp', 'waiting'],
  ['while the text goes out', 'data', 'hangUp', 'unknown'],
  ['after the text is there, before the answer', 'data', 'hangUpAfter', 'unknown'],
] as const)('when the line breaks %s, nobody gets the letter twice', async (_, at, how, state) => {
  const db = await openTestDatabase()
  let broken = false
  const box = await mailbox((step) => {
    if (step !== at || broken) return null
    broken = true
    return how
  })
  await queue(db)
  await deliver(db, box.url)
  const [row] = await db.read.select().from(letters)
  expect(row?.state === 'sent' ? 'sent on another line' : row?.state).toBe(state)
  await deliver(db, box.url, start + 86_400_000)
  expect(box.messages.length).toBeLessThanOrEqual(1)
  expect(await states(db)).toEqual([state === 'waiting' ? 'sent' : 'unknown'])
})

test('a sender killed before the text went out leaves a letter that goes out; killed after, one that asks', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  await queue(db, { recipient: 'before@laukaa.fi' })
  await queue(db, { recipient: 'after@laukaa.fi' })
  const taken = await claimLetters(db, { limit: 10, now: start })
  const after = taken.find((one) => one.recipient === 'after@laukaa.fi')
  await handOverLetter(db, { id: after?.id ?? '', now: start })
  await deliver(db, box.url, start + 1000)
  expect(box.messages.map((message) => message.to[0])).toEqual(['before@laukaa.fi'])
  const [asking] = await db.read.select().from(letters).where(eq(letters.state, 'unknown'))
  expect(asking?.recipient).toBe('after@laukaa.fi')
  await resendLetter(db, { id: asking?.id ?? '', actor: system, now: start + 2000 })
  await deliver(db, box.url, start + 2000)
  expect(box.messages.map((message) => message.to[0])).toEqual(['before@laukaa.fi', 'after@laukaa.fi'])
})

test('nothing that people type adds a header or a recipient', async () => {
  const db = await openTestDatabase()
  const box = await mailbox()
  const bad = 'Foorumi\r\nBcc: all@laukaa.fi\r\n\r\nEvil\u2028Bcc: more@laukaa.fi'
  await queue(db, {
    letter: { ...letter(), subject: bad },
    fromName: 'Laukaa\r\nX-Evil: 1" <evil@laukaa.fi>',
    replyTo: 'maija@laukaa.fi\r\nX-Evil: 2',
  })
  await queue(db, { recipient: 'a@laukaa.fi, b@laukaa.fi' })
  await queue(db, { recipient: 'c@laukaa.fi>\r\nRCPT TO:<d@laukaa.fi' })
  await deliver(db, box.url)
  const recipients = box.messages.flatMap((message) => message.to)
  expect(recipients).toContain('kylaseura@laukaa.fi')
  for (const never of ['all@laukaa.fi', 'more@laukaa.fi', 'b@laukaa.fi', 'd@laukaa.fi']) {
    expect(recipients).not.toContain(never)
  }
  for (const { raw } of box.messages) {
    const headers = raw.split('\r\n\r\n')[0] ?? ''
    expect(headers).not.toMatch(/^(bcc|x-evil)/im)
    expect(headers.match(/^From: /gm)).toHaveLength(1)
  }
})

test('a letter is written twice with the same words, and what people typed is only text', () => {
  const evil = '<script>alert(1)</script> & "co"'
  const made = composeLetter({
    language: 'sv',
    subject: evil,
    preheader: evil,
    blocks: [
      { kind: 'lead', text: evil },
      {
        kind: 'event',
        startsAt: start,
        endsAt: start + 3_600_000,
        zone: 'Europe/Helsinki',
        title: evil,
        lines: [evil],
      },
      { kind: 'heading', text: evil },
      { kind: 'paragraph', text: `${evil}\n${evil}` },
      { kind: 'choices', choices: [{ label: evil, href: 'https://x.fi/?a=1&b="', filled: true }] },
      { kind: 'rows', rows: [{ term: '17.00', text: evil }] },
      { kind: 'signature', lines: [evil, 'maija@laukaa.fi'] },
    ],
    footer: { text: evil, links: [{ label: evil, href: 'https://x.fi/' }] },
  })
  expect(made.html).not.toContain('<script')
  expect(made.html).not.toContain('"co"')
  expect(made.html).toContain('href="https://x.fi/?a=1&amp;b=&quot;"')
  expect(made.html).toContain('href="mailto:maija@laukaa.fi"')
  expect(made.html).toContain('<html lang="sv">')
  expect(made.text.split(evil)).toHaveLength(12)
  expect(made.text).toContain('torsdag 1.4.2027 kl. 12.00–13.00')
})
