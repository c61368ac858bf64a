import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { associations } from '#app/features/directory/tables.server.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { mailboxTrouble, readMailbox } from '#server/mailbox/read-mailbox.ts'
import { receiveMessage } from '#server/mailbox/receive-message.ts'
import { bounceMail, bounceShapes, type Bounce } from '#tests/support/bounce-mails.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { openImapServer } from '#tests/support/imap-server.ts'
import { makeAssociation, makeLetter } from '#tests/support/makers.ts'

/* Letters that come back hours after they were sent: only a mailbox that is read tells of them (REL-3). */

const now = Date.now()
const baseUrl = 'https://kutsu.laukaa.fi'
const email = 'toimisto@yhdistys.example'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A letter that was sent to an association. */
async function sent() {
  const db = await openTestDatabase()
  const association = await makeAssociation(db, { email })
  const letter = await makeLetter(db, { recipient: email, state: 'sent', sentAt: now, trouble: null })
  const take = (raw: string) => receiveMessage(db, Buffer.from(raw.replace(/\n/g, '\r\n')), { baseUrl, now })
  const stands = async () => {
    const [row] = await db.read.select().from(letters).where(eq(letters.id, letter.id))
    const [register] = await db.read.select().from(associations).where(eq(associations.id, association.id))
    return { state: row?.state, trouble: row?.trouble, marked: register?.bouncedAt !== null }
  }
  return { db, letter, take, stands }
}

test.each(bounceShapes)('a letter that %s sends back is marked, and its address with it', async (shape) => {
  const { letter, take, stands } = await sent()
  const report = bounceMail(shape, { letterId: letter.id, recipient: email })
  expect(await take(report)).toEqual({ kind: 'bounce', letterId: letter.id, changed: true })
  // Exim's own kind of report gives no status, so nothing is said of the address for good.
  expect(await stands()).toMatchObject({ state: 'failed', marked: shape !== 'exim' })
  expect((await stands()).trouble).not.toContain('@')
})

test('a report that comes twice changes once, and leaves one mark in the record', async () => {
  const { db, letter, take } = await sent()
  const report = bounceMail('postfix', { letterId: letter.id, recipient: email })
  await take(report)
  expect(await take(report)).toEqual({ kind: 'bounce', letterId: letter.id, changed: false })
  const audit = await db.read.select().from(auditRows).where(eq(auditRows.subjectId, letter.id))
  expect(audit.map(({ verb }) => verb)).toEqual(['returnLetter'])
})

test('a server that gave up says nothing of the address for good', async () => {
  const { letter, take, stands } = await sent()
  await take(bounceMail('postfix', { letterId: letter.id, recipient: email, status: '4.4.1' }))
  expect(await stands()).toMatchObject({ state: 'failed', marked: false })
})

test.each<[string, Partial<Bounce>]>([
  ['about a delay', { action: 'delayed', status: '4.4.1' }],
  ['about another recipient', { recipient: 'joku.muu@yhdistys.example' }],
  ['about a letter of another service', { host: 'kutsu.muu.example' }],
  ['about a letter that there is not', { letterId: 'eiole00001' }],
])('a report %s changes nothing', async (_what, given) => {
  const { letter, take, stands } = await sent()
  expect(await take(bounceMail('postfix', { letterId: letter.id, recipient: email, ...given }))).toEqual({
    kind: 'report',
  })
  expect(await stands()).toEqual({ state: 'sent', trouble: null, marked: false })
})

test.each([
  ['an ordinary letter', 'From: a@b.example\nSubject: Kiitos\n\nTulemme mielellämme.\n'],
  ['nothing', ''],
  ['bytes that are no mail', '\u0000\u00ff--=_\n'.repeat(400)],
])('%s is no report', async (_what, raw) => {
  const { take } = await sent()
  expect(await take(raw)).toEqual({ kind: 'other' })
})

test('the mailbox is read once a message, and what people have read in it is taken too', async () => {
  const { db, letter, stands } = await sent()
  const box = await openImapServer()
  closing.push(() => box.close())
  const received: unknown[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => received.push(JSON.parse(line)) })
  const job = readMailbox({ db, log, env: { mailboxUrl: box.url, baseUrl }, context: { now: () => now } })
  await box.put('From: a@b.example\nSubject: Kiitos\n\nTulemme mielellämme.\n')
  await box.put(bounceMail('postfix', { letterId: letter.id, recipient: email }), 'seen')
  await job.run(new AbortController().signal)
  expect(received).toMatchObject([{ kind: 'other' }, { kind: 'bounce', letterId: letter.id, changed: true }])
  expect(await stands()).toMatchObject({ state: 'failed', marked: true })
  await job.run(new AbortController().signal)
  expect(received, 'taken once').toHaveLength(2)
  // Nothing more is marked as read for the people who look at the mailbox: `S` stands for \Seen.
  expect((await box.names()).filter((name) => /:2,.*S/.test(name))).toEqual([expect.stringMatching(/^2\./)])
  expect(await mailboxTrouble(box.url)).toBeNull()
  expect(await mailboxTrouble(box.url.replace('sala', 'eri'))).toContain('Authentication')
})
