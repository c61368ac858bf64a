import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { addComment } from '#app/features/proposals/add-comment.server.ts'
import { changeProposal } from '#app/features/proposals/change-proposal.server.ts'
import { declineProposal } from '#app/features/proposals/decline-proposal.server.ts'
import { deleteComment } from '#app/features/proposals/delete-comment.server.ts'
import { deleteDraftEventWithProposals } from '#app/features/proposals/delete-draft-event-with-proposals.server.ts'
import { proposeTopic } from '#app/features/proposals/propose-topic.server.ts'
import { commentsOf, proposalOf, proposalsBeside, proposalsOf } from '#app/features/proposals/queries.server.ts'
import { supportProposal } from '#app/features/proposals/support-proposal.server.ts'
import { proposalComments, proposalSupports, topicProposals } from '#app/features/proposals/tables.server.ts'
import { withdrawProposal } from '#app/features/proposals/withdraw-proposal.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { now } from '#tests/support/event-world.ts'
import { makePerson } from '#tests/support/makers.ts'
import { baseUrl, beginProposals, topic } from '#tests/support/proposal-world.ts'

test('a topic appears with its association, which stands behind it from the start', async () => {
  const { db, event, propose } = await beginProposals()
  await propose()
  const [proposal] = await proposalsOf(db.read, event.id)
  expect(proposal).toMatchObject({
    ...topic,
    state: 'waiting',
    association: { name: 'Pihapiirin Nuoret ry' },
    proposer: { name: 'Aada Nieminen' },
    supporters: [{ name: 'Pihapiirin Nuoret ry' }],
    comments: 0,
    inAgenda: false,
  })
})

test('only one who speaks for an association proposes, and only for their own', async () => {
  const { db, event, youth, village, proposer, pekka, stranger, by, plan } = await beginProposals()
  const asking = { eventId: event.id, topic, now }
  const no = { ok: false, reason: 'notTheirAssociation' }
  expect(await proposeTopic(db, { ...asking, associationId: youth.id, actor: by(stranger) })).toEqual(no)
  expect(await proposeTopic(db, { ...asking, associationId: village.id, actor: by(proposer) })).toEqual(no)
  expect(await proposeTopic(db, { ...asking, associationId: null, actor: by(proposer) })).toEqual(no)
  const planner = await makePerson(db)
  await plan(planner, null)
  expect(await proposeTopic(db, { ...asking, associationId: youth.id, actor: by(planner) })).toEqual(no)
  expect(await proposalsOf(db.read, event.id)).toEqual([])
  expect(await proposeTopic(db, { ...asking, associationId: village.id, actor: by(pekka) })).toMatchObject({ ok: true })
})

test('the convener proposes for the organiser and supports nothing, also when they are a member of an association', async () => {
  const { db, event, village, actor, liaison, by, propose } = await beginProposals()
  const made = await proposeTopic(db, { eventId: event.id, topic, associationId: null, actor, now })
  const [own] = await proposalsOf(db.read, event.id)
  expect(made).toMatchObject({ ok: true })
  expect(own).toMatchObject({ association: null, supporters: [] })
  await grantRole(db, { personId: liaison.id, role: 'member', scopeId: village.id, actor, now })
  const both = await personById(db.read, liaison.id)
  const { voices } = await proposalsBeside(db.read, { ...event, ...detailsMissing, coOrganisers: [] }, both, now)
  expect(voices).toEqual([])
  const support = { eventId: event.id, proposalId: await propose(), associationId: village.id, supports: true, now }
  expect(await supportProposal(db, { ...support, actor: by(liaison) })).toMatchObject({ reason: 'notTheirAssociation' })
})

test('the topics of a draft are for those who plan it', async () => {
  const { db, event, youth, village, proposer, pekka, by, plan } = await beginProposals('draft')
  const asking = { eventId: event.id, topic, now }
  const member = await proposeTopic(db, { ...asking, associationId: youth.id, actor: by(proposer) })
  expect(member).toEqual({ ok: false, reason: 'notTheirAssociation' })
  await plan(pekka, village.id)
  const planner = await proposeTopic(db, { ...asking, associationId: village.id, actor: by(pekka) })
  expect(planner).toMatchObject({ ok: true })
})

test('an association counts once, also when two of its people press at once, and again when one presses twice', async () => {
  const { db, event, village, pekka, ritva, by, propose } = await beginProposals()
  const proposalId = await propose()
  const support = { eventId: event.id, proposalId, associationId: village.id, supports: true, now }
  const pressed = await Promise.all(
    [pekka, ritva, pekka].map((who) => supportProposal(db, { ...support, actor: by(who) })),
  )
  expect(pressed).toEqual([{ ok: true }, { ok: true }, { ok: true }])
  const count = () => db.read.$count(proposalSupports, eq(proposalSupports.proposalId, proposalId))
  expect(await count()).toBe(2)
  // The database itself refuses a double, whatever a verb would do.
  const double = { id: 'double', proposalId, associationId: village.id, personId: ritva.id, createdAt: now }
  await expect(db.write(async (tx) => tx.insert(proposalSupports).values(double))).rejects.toThrow()

  await supportProposal(db, { ...support, supports: false, actor: by(ritva) })
  expect(await count(), 'the other one of the association may take it back').toBe(1)
})

test('the proposing association can neither double its support nor take it away', async () => {
  const { db, event, youth, proposer, by, propose } = await beginProposals()
  const proposalId = await propose()
  const support = { eventId: event.id, proposalId, associationId: youth.id, actor: by(proposer), now }
  expect(await supportProposal(db, { ...support, supports: true })).toEqual({ ok: true })
  expect(await supportProposal(db, { ...support, supports: false })).toEqual({ ok: false, reason: 'ownProposal' })
  expect(await db.read.$count(proposalSupports)).toBe(1)
})

test('a comment stands with its author and association, and only its author deletes it', async () => {
  const { db, event, village, pekka, ritva, proposer, by, propose } = await beginProposals()
  const proposalId = await propose()
  const of = { eventId: event.id, proposalId, now }
  const comment = { ...of, associationId: village.id, text: 'Kylätalo voi olla auki.', lang: 'fi' as const }
  expect(await addComment(db, { ...comment, actor: by(proposer) })).toMatchObject({ reason: 'notTheirAssociation' })
  const said = await addComment(db, { ...comment, actor: by(pekka) })
  if (!said.ok) throw new Error(said.reason)
  const [shown] = await commentsOf(db.read, proposalId)
  expect(shown).toMatchObject({
    author: { name: 'Pekka Korhonen' },
    association: 'Hiidenkosken Kyläseura ry',
    lang: 'fi',
  })
  const deleting = { ...of, commentId: said.commentId }
  expect(await deleteComment(db, { ...deleting, actor: by(ritva) })).toEqual({ ok: false, reason: 'notTheirs' })
  expect(await deleteComment(db, { ...deleting, actor: by(pekka) })).toEqual({ ok: true })
  expect(await commentsOf(db.read, proposalId)).toEqual([])
})

test('"not now" needs a reason, which stands by the proposal and is mailed to its proposer once, in their language', async () => {
  const { db, event, actor, propose } = await beginProposals()
  const proposalId = await propose()
  const answer = { eventId: event.id, proposalId, lang: 'fi' as const, baseUrl, actor, now }
  expect(await declineProposal(db, { ...answer, reason: '  ' })).toEqual({ ok: false, reason: 'reasonMissing' })
  expect(await proposalOf(db.read, event.id, proposalId)).toMatchObject({ state: 'waiting', reason: null })
  expect(await db.read.$count(letters)).toBe(0)

  const reason = 'Aihe on syksyn foorumissa.'
  expect(await declineProposal(db, { ...answer, reason })).toEqual({ ok: true })
  expect(await declineProposal(db, { ...answer, reason: 'Toinen syy' })).toEqual({ ok: false, reason: 'answered' })
  expect(await proposalOf(db.read, event.id, proposalId)).toMatchObject({ reason: { text: reason, lang: 'fi' } })
  const sent = await db.read.select().from(letters)
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ kind: 'proposalDeclined', recipient: 'aada@posti.example', language: 'sv' })
  expect(sent[0]?.subject).toBe('Svar på ditt temaförslag: Nuorille paikka iltaan')
  expect(sent[0]?.text).toContain(reason)
  expect(sent[0]?.text).toContain(`${baseUrl}/events/${event.id}/proposals/${proposalId}`)
})

test('a proposer changes and withdraws what waits, and nothing of others or of what was answered', async () => {
  const { db, event, actor, proposer, pekka, by, propose } = await beginProposals()
  const proposalId = await propose()
  const of = { eventId: event.id, proposalId, now }
  const changing = { ...of, topic: { ...topic, minutes: 20 } }
  expect(await changeProposal(db, { ...changing, actor: by(pekka) })).toEqual({ ok: false, reason: 'notTheirs' })
  expect(await changeProposal(db, { ...changing, actor: by(proposer) })).toEqual({ ok: true })
  expect(await proposalOf(db.read, event.id, proposalId)).toMatchObject({ minutes: 20 })
  expect(await withdrawProposal(db, { ...of, actor: by(pekka) })).toEqual({ ok: false, reason: 'notTheirs' })
  await declineProposal(db, { ...of, reason: 'Ei nyt', lang: 'fi', baseUrl, actor })
  expect(await changeProposal(db, { ...changing, actor: by(proposer) })).toEqual({ ok: false, reason: 'answered' })
  expect(await withdrawProposal(db, { ...of, actor: by(proposer) })).toEqual({ ok: false, reason: 'answered' })

  const other = await propose()
  expect(await withdrawProposal(db, { ...of, proposalId: other, actor: by(proposer) })).toEqual({ ok: true })
  expect((await proposalsOf(db.read, event.id)).map(({ id }) => id)).toEqual([proposalId])
})

test('nothing is proposed, supported, said or answered once the event has begun or is cancelled', async () => {
  const { db, event, youth, village, proposer, pekka, actor, by, propose, editAgenda } = await beginProposals()
  const proposalId = await propose()
  const { takeProposal } = await import('#app/features/proposals/take-proposal.server.ts')
  const of = { eventId: event.id, proposalId, now: event.startsAt }
  const over = { ok: false, reason: 'over' }
  expect(await proposeTopic(db, { ...of, associationId: youth.id, topic, actor: by(proposer) })).toEqual(over)
  const support = { ...of, associationId: village.id, actor: by(pekka) }
  expect(await supportProposal(db, { ...support, supports: true })).toEqual(over)
  expect(await addComment(db, { ...support, text: 'Hyvä.', lang: 'fi' })).toEqual(over)
  expect(await changeProposal(db, { ...of, topic, actor: by(proposer) })).toEqual(over)
  expect(await withdrawProposal(db, { ...of, actor: by(proposer) })).toEqual(over)
  expect(await declineProposal(db, { ...of, reason: 'Ei', lang: 'fi', baseUrl, actor })).toEqual(over)
  expect(await takeProposal(db, { ...of, editAgenda, baseUrl, actor })).toEqual(over)
  expect(await supportProposal(db, { ...support, supports: true, now: event.startsAt - 1 })).toEqual({ ok: true })
})

test('a draft is deleted with what was proposed to it, and the audit tells what that was', async () => {
  const { db, event, village, pekka, actor, by, plan } = await beginProposals('draft')
  await plan(pekka, village.id)
  const of = { eventId: event.id, associationId: village.id, actor: by(pekka), now }
  const made = await proposeTopic(db, { ...of, topic })
  if (!made.ok) throw new Error(made.reason)
  const { proposalId } = made
  await addComment(db, { ...of, proposalId, text: 'Tulen puhumaan.', lang: 'fi' })
  await declineProposal(db, { eventId: event.id, proposalId, reason: 'Ei', lang: 'fi', baseUrl, actor, now })
  expect(await deleteDraftEventWithProposals(db, { eventId: event.id, actor, now })).toEqual({ ok: true })
  for (const table of [topicProposals, proposalSupports, proposalComments]) expect(await db.read.$count(table)).toBe(0)
  const [row] = await db.read.select().from(auditRows).where(eq(auditRows.verb, 'deleteDraftEventWithProposals'))
  expect(row?.changes).toContainEqual(
    expect.objectContaining({ column: 'text', before: 'Tulen puhumaan.', after: null }),
  )
  const [letter] = await db.read.select().from(letters).where(eq(letters.kind, 'proposalDeclined'))
  expect(letter?.state, 'its link would lead nowhere').toBe('stopped')
})

test('a published event and its proposals are not deleted', async () => {
  const { db, event, actor, propose } = await beginProposals()
  await propose()
  const refused = await deleteDraftEventWithProposals(db, { eventId: event.id, actor, now })
  expect(refused).toEqual({ ok: false, reason: 'notDraft' })
  expect(await db.read.$count(topicProposals)).toBe(1)
})

/** What stands beside an event's row on a page and matters to no right. */
const detailsMissing = {
  organiserName: { fi: 'Laukaan kunta' },
  organiserKind: 'municipality',
  venue: null,
  convener: null,
} as const
