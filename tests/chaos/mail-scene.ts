import BetterSqlite3 from 'better-sqlite3'
import path from 'node:path'
import type { LetterState } from '#app/features/mail/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { sessionOf } from '#tests/live/stage.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer } from '#tests/support/server.ts'

export type MailScene = Awaited<ReturnType<typeof openMailScene>>

/** What the letter says. */
const texts = {
  'fi.subject': 'Kutsu: {{tapahtuma}}',
  'fi.greeting': 'Hei {{vastaanottaja}}',
  'fi.body': 'Tervetuloa mukaan. '.repeat(100),
  'fi.summary': 'Tule mukaan.',
  'fi.signature': 'Maija',
}

/** A service that sends to this mail server, and an event whose convener has pressed "Send" to so many associations. */
export async function openMailScene(options: { smtpUrl: string; recipients: number; entry?: string }) {
  const { smtpUrl, recipients, entry } = options
  const env = { SMTP_URL: smtpUrl, MAIL_FROM: 'kutsu@laukaa.fi', LOG_LEVEL: 'warn' }
  const server = await startServer({ env, ...(entry ? { entry } : {}) })
  const organiser = await makeOrganiser(server.db)
  const convener = await makePerson(server.db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const event = await makeEvent(server.db, { organiserId: organiser.id, convenerId: convener.id })
  const cookie = await sessionOf(server.db, convener.id)
  const everybody = Array.from({ length: recipients }, (_, place) => ({
    id: newId(),
    name: `Yhdistys ${String(place + 1).padStart(5, '0')} ry`,
    email: `yhdistys${String(place + 1)}@jarjesto.fi`,
  }))
  await server.db.write(async (tx) => {
    for (const one of everybody) await makeAssociation(tx, { ...one, municipalityId: organiser.id })
  })
  // From now on the service is alone with its files, and finds them as a kill left them.
  await server.lookAway()
  const page = `/events/${event.id}/invitations`

  return {
    server,
    everybody,
    /** The convener presses "Send". The service may be dead before it has answered. */
    async send(): Promise<void> {
      const step = (rest: string, fields: Record<string, string>) =>
        server.post(`${page}/new${rest}`, fields, { cookie })
      await step('', { intent: 'rule', municipality: organiser.id })
      await step('/letter', { ...texts, go: 'check' })
      const html = await (await server.get(`${page}/new/send?lang=fi`, { cookie })).text()
      const sending = /name="sending" value="(\w+)"/.exec(html)?.[1] ?? ''
      const answer = await step('/send', { intent: 'send', sending, anyway: '1' })
      if (answer.status !== 303) throw new Error(`Sending gave ${String(answer.status)}: ${await answer.text()}`)
    },
    /** The outbox as it is on the disk, and how many were invited. Changes nothing, also when no service runs. */
    onDisk(): { letters: OutboxRow[]; invited: number } {
      const db = new BetterSqlite3(path.join(server.dataDir, 'kutsu.db'), { readonly: true })
      try {
        return {
          letters: db
            .prepare(`select recipient, state, handed_over_at as handedOverAt from letters where kind = 'invitation'`)
            .all() as OutboxRow[],
          invited: db.prepare('select count(*) from invitations').pluck().get() as number,
        }
      } finally {
        db.close()
      }
    },
    /** The part of the convener's page that says whom the invitation has perhaps not reached. */
    async notReachedPage(): Promise<string> {
      const answer = await server.get(`${page}?part=notReached&lang=fi`, { cookie })
      if (answer.status !== 200) throw new Error(`The page of invitations gave ${String(answer.status)}`)
      return answer.text()
    },
  }
}

export type OutboxRow = { recipient: string; state: LetterState; handedOverAt: number | null }
