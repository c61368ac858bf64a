import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { audiencePage } from '#app/features/audiences/queries.server.ts'
import { commandLine } from '#app/features/audit/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { importAssociations } from '#app/features/directory/import-associations.server.ts'
import { associations, bodies } from '#app/features/directory/tables.server.ts'
import { letterOfInvitation } from '#app/features/invitations/queries.server.ts'
import { resendInvitation } from '#app/features/invitations/resend-invitation.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { deliverMail } from '#server/jobs/deliver-mail.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import {
  makeAssociation,
  makeBody,
  makeEvent,
  makeInvitation,
  makeLetter,
  makeOrganiser,
} from '#tests/support/makers.ts'
import { everybodyOf } from '#tests/support/sending-words.ts'

const now = Date.now()
const actor = { kind: 'person', personId: 'maija' } as const
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Sends what waits, to a server that answers so. */
async function deliver(db: TestDatabase, trouble: Parameters<typeof openMailbox>[0]) {
  const box = await openMailbox(trouble)
  closing.push(() => box.close())
  const report = (error: unknown) => {
    throw error
  }
  const service = { secret: 'a secret of the tests, long enough', baseUrl: 'https://kutsu.laukaa.fi' }
  const env = { ...service, smtpUrl: box.url, mailFrom: 'kutsu@laukaa.fi' }
  const job = deliverMail({ db, log: pino({ level: 'silent' }), env, context: { now: () => now, report } })
  closing.push(() => job.close())
  await job.run(new AbortController().signal)
}

const email = 'toimisto@yhdistys.example'

/** An association and a council that share an address, and an invitation to the association whose letter waits. */
async function invited() {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const association = await makeAssociation(db, { municipalityId: organiserId, email })
  await makeBody(db, { organiserId, email })
  const event = await makeEvent(db, { organiserId })
  const invitation = await makeInvitation(db, { eventId: event.id, recipientId: association.id, email })
  const queuedAt = invitation.queuedAt ?? now
  const given = { subjectId: invitation.id, recipient: email, state: 'waiting', attempts: 0, trouble: null } as const
  const letter = await makeLetter(db, { ...given, queuedAt, notBefore: now })
  const bounced = async () => {
    const [row] = await db.read.select().from(associations).where(eq(associations.id, association.id))
    return row?.bouncedAt ?? null
  }
  return { db, organiserId, association, event, invitation, letter, bounced }
}

test('an address that refuses a letter for good is marked on the list, for each who has it', async () => {
  const { db, organiserId, bounced } = await invited()
  await deliver(db, (step) => (step === 'rcpt' ? 550 : null))
  expect(await bounced()).toBe(now)
  expect((await db.read.select().from(bodies))[0]?.bouncedAt).toBe(now)
  const query = { text: '', municipality: '', field: '', part: 'called', page: 1 } as const
  const { members } = await audiencePage(db.read, organiserId, everybodyOf(organiserId), query)
  expect(members.map((member) => member.bounced)).toEqual([true])
})

test.each([
  ['a letter that is put off', 'rcpt', 450],
  ['a text that is refused as such', 'data', 554],
] as const)('%s says nothing of the address', async (_what, step, code) => {
  const { db, bounced, letter } = await invited()
  await deliver(db, (asked) => (asked === step ? code : null))
  expect((await db.read.select().from(letters).where(eq(letters.id, letter.id)))[0]?.attempts).toBe(1)
  expect(await bounced()).toBeNull()
})

test('the mark goes when a letter arrives after all', async () => {
  const { db, event, invitation, bounced } = await invited()
  await deliver(db, (step) => (step === 'rcpt' ? 550 : null))
  const again = { eventId: event.id, invitationId: invitation.id, actor, now }
  expect(await resendInvitation(db, again)).toEqual({ ok: true })
  await deliver(db, () => null)
  expect(await bounced()).toBeNull()
  expect((await letterOfInvitation(db.read, event.id, invitation.id))?.letter?.state).toBe('sent')
})

test('the mark goes with the address, and the register says when', async () => {
  const { db, association, bounced } = await invited()
  await deliver(db, (step) => (step === 'rcpt' ? 550 : null))
  const { id, name, fieldId, scope, municipalityId, language } = association
  const row = { id, name, fieldId, scope, municipalityId, language, email }
  await importAssociations(db, { rows: [row], actor: commandLine, now })
  expect(await bounced()).toBe(now)
  await importAssociations(db, { rows: [{ ...row, email: 'uusi@yhdistys.example' }], actor: commandLine, now })
  expect(await bounced()).toBeNull()
  const audit = await db.read.select().from(auditRows).where(eq(auditRows.subjectId, id))
  expect(audit.map(({ verb }) => verb)).toEqual(['noteDelivery', 'importAssociations'])
  expect(audit.at(-1)?.changes).toContainEqual(
    expect.objectContaining({ column: 'bouncedAt', before: now, after: null }),
  )
})

test('a convener sends again only letters of their own event, and only those that did not arrive', async () => {
  const { db, event, invitation, letter } = await invited()
  const other = await makeEvent(db)
  const again = { eventId: event.id, invitationId: invitation.id, actor, now }
  const stateOf = async () => (await db.read.select().from(letters).where(eq(letters.id, letter.id)))[0]?.state
  expect(await resendInvitation(db, again)).toEqual({ ok: false, reason: 'notNeeded' })
  await db.write(async (tx) => tx.update(letters).set({ state: 'unknown' }).where(eq(letters.id, letter.id)))
  expect(await resendInvitation(db, { ...again, eventId: other.id })).toEqual({ ok: false, reason: 'unknown' })
  // Taken back, it is not sent either.
  const withdrawnAt = (at: number | null) =>
    db.write(async (tx) => tx.update(invitations).set({ withdrawnAt: at }).where(eq(invitations.id, invitation.id)))
  await withdrawnAt(now)
  expect(await resendInvitation(db, again)).toEqual({ ok: false, reason: 'unknown' })
  await withdrawnAt(null)
  expect(await stateOf()).toBe('unknown')
  expect(await resendInvitation(db, again)).toEqual({ ok: true })
  expect(await stateOf()).toBe('waiting')
})
