import BetterSqlite3 from 'better-sqlite3'
import { and, eq, getTableName, is, Table } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { nobody } from '#app/features/audiences/rules.ts'
import { contacts } from '#app/features/directory/tables.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { answerWithGuests } from '#app/features/guests/answer-with-guests.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { inviteeMessages } from '#app/features/invitee-messages/tables.server.ts'
import { sendMessage } from '#app/features/invitee-messages/send-message.server.ts'
import { linkByToken, linkAddress } from '#app/features/links/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { saveNeeds } from '#app/features/needs/save-needs.server.ts'
import { needs } from '#app/features/needs/tables.server.ts'
import { eraseOwnData } from '#app/features/own-data/erase-own-data.server.ts'
import { ownData } from '#app/features/own-data/queries.server.ts'
import { covered } from '#app/features/own-data/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { privacyOf } from '#db/columns.ts'
import { projectRoot } from '#server/project-root.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeContact, makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { letterSaying } from '#tests/support/sending-words.ts'

/* Who has no account sees, gets and erases what is held of them, by their own link (GDPR-4). */

const now = Date.now()
const day = 86_400_000
const secret = 'salaisuus'
const typed = [
  'ensimmainenviesti',
  'toinenviesti',
  'myohainenviesti',
  'pahkinaallergia',
  'tulijannimi',
  'vastaajannimi',
]
const address = 'ritva.salo@kunta.example'
const role = 'Erityisasiantuntija Salo'

/** An official and an association of one event, both of whom answer twice, tell their needs and write too late. */
async function begin() {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  const contact = await makeContact(db, { organiserId: organiser.id, email: address, role: { fi: role } })
  const association = await makeAssociation(db, { municipalityId: organiser.id })
  const answerBy = now + day
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id, answerBy })
  await createSending(db, {
    id: newId(),
    eventId: event.id,
    audience: { ...nobody, municipalityIds: [organiser.id], officials: true },
    letter: letterSaying({ fi: 'Tervetuloa.' }),
    anyway: true,
    actor: { kind: 'person', personId: liaison.id },
    now,
  })
  while ((await sendInvitationChunk(db, { now })).more);
  const tell = async (recipientId: string) => {
    const [row] = await db.read.select().from(invitations).where(eq(invitations.recipientId, recipientId))
    const invitationId = row?.id ?? ''
    const by = { invitationId, actor: { kind: 'link', linkId: row?.linkId ?? '' } as const }
    await answerInvitation(db, { ...by, answer: 'yes', people: 1, message: 'ensimmainenviesti', now })
    const guests = [{ name: 'tulijannimi', online: false }]
    const said = { answer: 'yes', people: 2, message: 'toinenviesti', guests, answeredBy: 'vastaajannimi' } as const
    await answerWithGuests(db, { ...by, ...said, now: now + 1 })
    await saveNeeds(db, { ...by, needs: { kinds: ['vegan'], text: 'pahkinaallergia' }, secret, now })
    const late = now + 2 * day
    await sendMessage(db, { ...by, text: 'myohainenviesti', baseUrl: 'https://kutsu.example', now: late })
    return by
  }
  const held = async (invitationId: string) => {
    const invitation = await invitationById(db.read, invitationId)
    if (!invitation) throw new Error('no invitation')
    return ownData(db.read, secret, invitation)
  }
  return { db, event, liaison, contact, association, tell, held }
}

/** `table: word` of every table of the file in which one of the words stands. */
function standing(file: string, words: string[]): string[] {
  const raw = new BetterSqlite3(file, { readonly: true })
  try {
    const tables = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
    return tables.flatMap((name) => {
      const rows = raw.prepare(`select * from "${name}"`).all()
      const text = JSON.stringify(rows)
      return words.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`)
    })
  } finally {
    raw.close()
  }
}

test('a person sees all that is held: invitation, answers and their history, needs, messages, letters', async () => {
  const { contact, tell, held } = await begin()
  const { invitationId } = await tell(contact.id)
  const data = await held(invitationId)
  expect(data.invitation).toMatchObject({
    name: `${role}, Laukaan kunta`,
    email: address,
    answer: 'yes',
    people: 2,
    message: 'toinenviesti',
  })
  expect(data.history.map(({ by, changed }) => [by, changed.message])).toEqual([
    ['invitee', 'ensimmainenviesti'],
    ['invitee', 'toinenviesti'],
  ])
  expect(data.needs).toMatchObject({ kinds: ['vegan'], text: 'pahkinaallergia' })
  expect(data.messages).toMatchObject([{ text: 'myohainenviesti' }])
  expect(data.details.guests).toEqual([{ name: 'tulijannimi', online: false }])
  expect(data.details.answeredBy[0]).toMatchObject({ name: 'vastaajannimi', people: 2 })
  expect(data.letters.map(({ kind }) => kind).sort()).toEqual(
    ['answerReceipt', 'answerReceipt', 'inviteeMessage', 'invitation'].sort(),
  )
})

test('behind a shared link needs are counted and not shown', async () => {
  const { association, tell, held } = await begin()
  const { invitationId } = await tell(association.id)
  const data = await held(invitationId)
  expect(data.needs).toEqual({ count: 2 })
  expect(JSON.stringify(data)).not.toContain('pahkinaallergia')
})

test('after a person erases nothing of them stands anywhere, and no letter goes to the address', async () => {
  const { db, event, liaison, contact, tell } = await begin()
  const by = await tell(contact.id)
  const link = await linkAddress(db.read, { secret, baseUrl: '', linkId: by.actor.linkId })
  // Sealed needs can be read by nobody who looks at the file: the row itself must go.
  expect(standing(db.file, [...typed.slice(0, 3), ...typed.slice(4), address, role])).not.toEqual([])
  expect(await eraseOwnData(db, { ...by, now: now + 2 * day })).toEqual({ ok: true, eventId: event.id, scope: 'all' })
  // What the office is called is the directory's own: it names a task, and its row stays without an address.
  const left = standing(db.file, [...typed, address, role])
  expect(left.filter((one) => one !== `contacts: ${role}`)).toEqual([])
  expect(await db.read.$count(needs)).toBe(0)
  expect(await db.read.$count(inviteeMessages)).toBe(0)
  const [row] = await db.read.select().from(invitations).where(eq(invitations.id, by.invitationId))
  expect(row).toMatchObject({ answer: 'none', place: 'none', people: 0, withdrawnAt: now + 2 * day })
  const waiting = await db.read.select().from(letters).where(eq(letters.state, 'waiting'))
  expect(waiting.map(({ recipient }) => recipient)).not.toContain(liaison.email)
  expect(await db.read.select().from(contacts)).toMatchObject([{ email: null }])
  const token = path.basename(link)
  expect(await linkByToken(db.read, { secret, token, purpose: 'answer', now })).toMatchObject({ ok: false })
})

test('after the event the count of those who came stays, without a name', async () => {
  const { db, event, contact, tell } = await begin()
  const by = await tell(contact.id)
  await eraseOwnData(db, { ...by, now: event.endsAt + 1 })
  const [row] = await db.read.select().from(invitations).where(eq(invitations.id, by.invitationId))
  expect(row).toMatchObject({ name: '–', email: null, answer: 'yes', place: 'seat', people: 2, withdrawnAt: null })
})

test('behind a shared link erasing takes what people typed, and leaves the invitation and the answer', async () => {
  const { db, association, contact, tell, held } = await begin()
  const other = await tell(contact.id)
  const by = await tell(association.id)
  expect(await eraseOwnData(db, { ...by, now: now + 2 * day })).toMatchObject({ ok: true, scope: 'typed' })
  const [row] = await db.read.select().from(invitations).where(eq(invitations.id, by.invitationId))
  expect(row).toMatchObject({ name: association.name, answer: 'yes', people: 2, message: null, withdrawnAt: null })
  expect(JSON.stringify(await held(by.invitationId))).not.toMatch(new RegExp(typed.join('|')))
  const receipts = await db.read
    .select()
    .from(letters)
    .where(and(eq(letters.subjectId, by.invitationId), eq(letters.kind, 'answerReceipt')))
  expect(receipts.map(({ text, state }) => [text, state])).toEqual([
    ['', 'stopped'],
    ['', 'stopped'],
  ])
  // Nobody else's are touched.
  expect(JSON.stringify(await held(other.invitationId))).toContain('toinenviesti')
})

test('every personal column of the tables that point at an invitation is shown and erased', async () => {
  const files = readdirSync(path.join(projectRoot, 'app/features'))
    .map((area) => path.join(projectRoot, 'app/features', area, 'tables.server.ts'))
    .filter((file) => existsSync(file))
  const modules = (await Promise.all(files.map((file) => import(file)))) as Record<string, unknown>[]
  const tables = modules.flatMap((module) => Object.values(module)).filter((one): one is SQLiteTable => is(one, Table))
  const pointing = tables.filter(
    (one) =>
      one === invitations ||
      getTableConfig(one).foreignKeys.some((key) => key.reference().foreignTable === invitations),
  )
  const personal = Object.fromEntries(
    pointing.map((one) => [
      getTableName(one),
      Object.entries(privacyOf(one) ?? {}).flatMap(([column, privacy]) => (privacy === 'none' ? [] : [column])),
    ]),
  )
  expect(personal).toEqual(covered)
})
