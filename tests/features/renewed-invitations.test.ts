import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { recipientsOf } from '#app/features/audiences/queries.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { invitationById, apartFrom, withdrawnKeys } from '#app/features/invitations/queries.server.ts'
import { invitationsOf, invitationSummary } from '#app/features/participants/queries.server.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { recipientKey } from '#app/features/directory/rules.ts'
import { associations } from '#app/features/directory/tables.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { claimLetters } from '#app/features/mail/claim-letters.server.ts'
import { settleLetter } from '#app/features/mail/settle-letter.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeEvent, makeOrganiser } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'

const now = Date.now()
const actor = { kind: 'person', personId: 'maija' } as const

/** An event, an association that can be invited to it, and what a convener and the invited do with the invitation. */
async function world(email: string | null = 'seura@laukaa.fi') {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const event = await makeEvent(db, { organiserId: organiser.id, capacity: 5 })
  const association = await makeAssociation(db, { municipalityId: organiser.id, email })
  const audience = everybodyOf(organiser.id)
  const only = async () => {
    const [row, more] = await db.read.select().from(invitations)
    if (!row || more) throw new Error('one invitation')
    return row
  }
  return {
    db,
    event,
    association,
    key: `association:${association.id}`,
    only,
    /** Whom a next sending would invite. */
    async open() {
      const apart = await apartFrom(db.read, event.id)
      return (await recipientsOf(db.read, organiser.id, audience, apart)).map(recipientKey)
    },
    async invite(at = now) {
      const sending = {
        id: newId(),
        eventId: event.id,
        audience,
        letter: letterSaying({ fi: 'Tervetuloa.' }),
        actor,
        now: at,
      }
      const outcome = await createSending(db, sending)
      while ((await sendInvitationChunk(db, { now: at })).more);
      return outcome
    },
    async withdraw(at = now) {
      return withdrawInvitation(db, { invitationId: (await only()).id, eventId: event.id, actor, now: at })
    },
    async answer(at = now) {
      const { id, linkId } = await only()
      const link = { kind: 'link', linkId: linkId ?? '' } as const
      return answerInvitation(db, { invitationId: id, answer: 'yes', people: 3, message: 'Hei', actor: link, now: at })
    },
    letters: () => db.read.select().from(letters).where(eq(letters.kind, 'invitation')).orderBy(asc(letters.revision)),
  }
}

test('one whose invitation was withdrawn can be invited again, behind the same link, with a letter of its own', async () => {
  const { db, event, invite, withdraw, answer, only, letters: sent, key, open } = await world()
  await invite()
  await answer(now + 1)
  const before = await only()
  await withdraw(now + 2)
  expect(await open()).toEqual([key])
  expect(await withdrawnKeys(db.read, event.id)).toEqual(new Set([key]))

  expect(await invite(now + 3)).toMatchObject({ ok: true, total: 1 })
  const renewed = await invitationById(db.read, before.id)
  expect(renewed).toMatchObject({
    id: before.id,
    linkId: before.linkId,
    withdrawnAt: null,
    answer: 'none',
    place: 'none',
    people: 0,
    message: null,
    answeredAt: null,
    revision: before.revision + 1,
    createdAt: before.createdAt,
  })
  expect(await db.read.$count(links)).toBe(1)
  const [first, second, ...more] = await sent()
  expect(more).toEqual([])
  expect(first?.state).toBe('stopped')
  expect(second).toMatchObject({ state: 'waiting', revision: before.revision + 1, subjectId: before.id })
  expect(second?.text).toContain(String(before.linkId))
  expect(await open()).toEqual([])
  expect(await withdrawnKeys(db.read, event.id)).toEqual(new Set())
  expect(await answer(now + 4)).toMatchObject({ ok: true, changed: true })
})

test('renewing leaves before and after of each changed column', async () => {
  const { db, invite, withdraw, answer, only } = await world()
  await invite()
  await answer(now + 1)
  await withdraw(now + 2)
  await invite(now + 3)
  const { id } = await only()
  const rows = await db.read.select().from(auditRows).where(eq(auditRows.verb, 'sendInvitationChunk'))
  const last = rows.sort((a, b) => a.at - b.at).at(-1)
  const changed = Object.fromEntries(
    (last?.changes ?? [])
      .filter((change) => change.id === id)
      .map(({ column, before, after }) => [column, [before, after]]),
  )
  expect(changed).toMatchObject({ withdrawnAt: [now + 2, null], answer: ['yes', 'none'], revision: [1, 2] })
  expect(changed).not.toHaveProperty('linkId')
})

test('an invitation that stands is not sent a second time', async () => {
  const { invite, letters: sent } = await world()
  await invite()
  expect(await invite(now + 1)).toEqual({ ok: false, reason: 'nobody' })
  expect(await sent()).toHaveLength(1)
})

test('withdrawn and renewed over and over, each time is one letter, and the list shows each invited once', async () => {
  const { db, event, invite, withdraw, letters: sent } = await world()
  await invite()
  const [delivered] = await claimLetters(db, { limit: 1, now })
  if (!delivered) throw new Error('no letter was queued')
  await settleLetter(db, { letter: delivered, outcome: { ok: true }, actor, now })
  for (const round of [1, 2, 3]) {
    await withdraw(now + round * 10)
    expect(await invitationSummary(db.read, event.id)).toMatchObject({ invited: 0, withdrawn: 1 })
    await invite(now + round * 10 + 1)
    expect(await invitationSummary(db.read, event.id)).toMatchObject({
      invited: 1,
      none: 1,
      notReached: 0,
      withdrawn: 0,
    })
    expect(await invitationsOf(db.read, event.id, 'none')).toMatchObject([{ letter: 'waiting' }])
  }
  expect((await sent()).map(({ state, revision }) => [revision, state])).toEqual([
    [0, 'sent'],
    [1, 'stopped'],
    [2, 'stopped'],
    [3, 'waiting'],
  ])
})

test('a renewed invitation goes to the address that the register has now', async () => {
  const { db, association, invite, withdraw, only, letters: sent } = await world(null)
  await invite()
  expect(await only()).toMatchObject({ email: null, linkId: null })
  await withdraw()
  await db.write(async (tx) =>
    tx.update(associations).set({ email: 'uusi@laukaa.fi' }).where(eq(associations.id, association.id)),
  )
  await invite(now + 1)
  expect(await only()).toMatchObject({ email: 'uusi@laukaa.fi', queuedAt: now + 1 })
  expect((await sent()).map(({ recipient }) => recipient)).toEqual(['uusi@laukaa.fi'])
})
