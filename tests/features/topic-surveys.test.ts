import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { nobody } from '#app/features/audiences/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { declineProposal } from '#app/features/proposals/decline-proposal.server.ts'
import { proposalOf, proposalsBeside, proposalsOf } from '#app/features/proposals/queries.server.ts'
import { supportProposal } from '#app/features/proposals/support-proposal.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { deleteDraftEventWithSurvey } from '#app/features/topic-surveys/delete-draft-event-with-survey.server.ts'
import { proposeByLink } from '#app/features/topic-surveys/propose-by-link.server.ts'
import { askedBehind, surveyCounts, surveyOfEvent, topicsFor } from '#app/features/topic-surveys/queries.server.ts'
import { remindSurveyed } from '#app/features/topic-surveys/remind-surveyed.server.ts'
import { mostTopics, surveyReminderPause } from '#app/features/topic-surveys/rules.ts'
import { saveSurveyDraft } from '#app/features/topic-surveys/save-survey-draft.server.ts'
import { sendSurveyChunk } from '#app/features/topic-surveys/send-survey-chunk.server.ts'
import { startSurvey } from '#app/features/topic-surveys/start-survey.server.ts'
import { supportByLink } from '#app/features/topic-surveys/support-by-link.server.ts'
import { surveyChunks, surveyInvitees, topicSurveys } from '#app/features/topic-surveys/tables.server.ts'
import { withdrawByLink } from '#app/features/topic-surveys/withdraw-by-link.server.ts'
import { newId } from '#app/lib/ids.ts'
import { now } from '#tests/support/event-world.ts'
import { makeAssociation, makeBody } from '#tests/support/makers.ts'
import { baseUrl, beginProposals, topic } from '#tests/support/proposal-world.ts'

/* Associations are asked for topics before the invitation: one voice for each, whoever of it opens its link (FOR-2). */

const day = 86_400_000
const system = { kind: 'system' } as const

async function begin(state: 'draft' | 'published' = 'draft') {
  const world = await beginProposals(state)
  const { db, event, organiser, actor } = world
  await makeAssociation(db, { municipalityId: organiser.id, name: 'Osoitteeton ry', email: null })
  await makeBody(db, { organiserId: organiser.id })
  const by = { eventId: event.id, actor, now }
  const audience = { ...nobody, municipalityIds: [organiser.id], officials: true, elected: true }
  await saveSurveyDraft(db, { ...by, audience, text: { fi: 'Mistä puhutaan?' }, closesAt: now + 7 * day })
  const run = async (at = now) => {
    while ((await sendSurveyChunk(db, { actor: system, now: at })).more);
  }
  const send = async () => {
    const outcome = await startSurvey(db, by)
    await run()
    return outcome
  }
  const asked = async (associationId: string) => {
    const [row] = await db.read.select().from(surveyInvitees).where(eq(surveyInvitees.associationId, associationId))
    if (!row) throw new Error('was not asked')
    return { subjectId: row.id, actor: { kind: 'link', linkId: row.linkId ?? '' } as const, now }
  }
  const sent = (kind: string) => db.read.select().from(letters).where(eq(letters.kind, kind))
  const counts = async () => {
    const survey = await surveyOfEvent(db.read, event.id)
    return survey && surveyCounts(db.read, survey)
  }
  return { ...world, asking: by, run, send, asked, sent, counts }
}

test('the survey of a draft goes once to each association with an address, and to nobody else', async () => {
  const { db, event, asking, send, sent, counts, run } = await begin()
  expect(await send()).toEqual({ ok: true, total: 2 })
  expect(await startSurvey(db, asking)).toEqual({ ok: true, total: 2 })
  await Promise.all([run(), run()])
  const out = await sent('topicSurvey')
  expect(out).toHaveLength(2)
  expect(out[0]).toMatchObject({ language: 'fi', notAfter: now + 7 * day })
  expect(out[0]?.text).toContain('Mistä puhutaan?')
  expect(await counts()).toEqual({ answered: 0, unanswered: 2, notReached: 1 })
  expect(await db.read.select().from(surveyChunks)).toEqual([])
  expect(await saveSurveyDraft(db, { ...asking, text: { fi: 'Toinen' } })).toEqual({ ok: false, reason: 'sent' })
  expect(await surveyOfEvent(db.read, event.id)).toMatchObject({ state: 'sent', queued: 2, total: 2 })
})

test('an association has one voice: two who press at once, by its link and signed in, count once', async () => {
  const { db, event, youth, village, pekka, by, send, asked } = await begin('published')
  await send()
  const theirs = await asked(youth.id)
  const id = newId()
  const propose = () => proposeByLink(db, { ...theirs, id, topic })
  expect(await Promise.all([propose(), propose()])).toEqual([
    { ok: true, eventId: event.id },
    { ok: true, eventId: event.id },
  ])
  const links = await asked(village.id)
  const press = () => supportByLink(db, { ...links, proposalId: id, supports: true })
  const signedIn = { eventId: event.id, proposalId: id, associationId: village.id, actor: by(pekka), now }
  const results = await Promise.all([press(), press(), supportProposal(db, { ...signedIn, supports: true })])
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
  const [proposal] = await proposalsOf(db.read, event.id)
  expect(proposal).toMatchObject({ id, proposer: null, association: { id: youth.id } })
  expect(proposal?.supporters.map((one) => one.id).sort()).toEqual([youth.id, village.id].sort())
  // One takes back what the other gave.
  await supportByLink(db, { ...links, proposalId: id, supports: false })
  expect((await proposalOf(db.read, event.id, id))?.supporters).toHaveLength(1)
  expect(await supportByLink(db, { ...theirs, proposalId: id, supports: false })).toEqual({
    ok: false,
    reason: 'ownProposal',
  })
})

test('another association sees the topic and the name of the association, and nobody’s own name', async () => {
  const { db, event, youth, village, send, asked } = await begin('published')
  await send()
  await proposeByLink(db, { ...(await asked(youth.id)), id: newId(), topic })
  const seen = await topicsFor(db.read, event.id, village.id)
  expect(seen).toMatchObject([{ title: topic.title, association: youth.name, own: false, supporters: 1 }])
  expect(JSON.stringify(seen)).not.toContain(topic.speaker)
  const member = { roles: [{ role: 'member' as const, scopeId: village.id, associationId: null }] }
  const details = (await askedBehind(db.read, (await asked(village.id)).subjectId))?.event
  if (!details) throw new Error('no event')
  const beside = await proposalsBeside(db.read, details, member, now)
  expect(JSON.stringify(beside)).not.toContain(topic.speaker)
})

test('after the last day nothing is taken, by itself; and an association fills no list', async () => {
  const { db, youth, send, asked } = await begin()
  await send()
  const theirs = await asked(youth.id)
  for (let count = 0; count < mostTopics; count++) {
    expect(await proposeByLink(db, { ...theirs, id: newId(), topic })).toMatchObject({ ok: true })
  }
  expect(await proposeByLink(db, { ...theirs, id: newId(), topic })).toEqual({ ok: false, reason: 'many' })
  const late = { ...theirs, now: now + 7 * day + 1 }
  const closed = { ok: false, reason: 'closed' }
  expect(await proposeByLink(db, { ...late, id: newId(), topic })).toEqual(closed)
  expect(await supportByLink(db, { ...late, proposalId: 'any', supports: true })).toEqual(closed)
  expect(await withdrawByLink(db, { ...late, proposalId: 'any' })).toEqual(closed)
})

test('an association takes back by its link what came by it, and nothing else', async () => {
  const { db, event, youth, village, propose, send, asked } = await begin('published')
  await send()
  const id = newId()
  await proposeByLink(db, { ...(await asked(youth.id)), id, topic })
  const membersOwn = await propose()
  const take = async (associationId: string, proposalId: string) =>
    withdrawByLink(db, { ...(await asked(associationId)), proposalId })
  expect(await take(village.id, id)).toEqual({ ok: false, reason: 'noSuchProposal' })
  expect(await take(youth.id, membersOwn)).toEqual({ ok: false, reason: 'noSuchProposal' })
  expect(await take(youth.id, id)).toEqual({ ok: true, eventId: event.id })
  expect((await proposalsOf(db.read, event.id)).map((one) => one.id)).toEqual([membersOwn])
})

test('a reminder goes only to those who have not answered, by link or signed in, once a day', async () => {
  const { db, asking, youth, propose, send, sent, counts, run } = await begin('published')
  await send()
  // A member of the association proposes with an account: the association has answered.
  await propose()
  expect(await counts()).toEqual({ answered: 1, unanswered: 1, notReached: 1 })
  expect(await remindSurveyed(db, asking)).toEqual({ ok: true, count: 1 })
  await run()
  const [letter, ...others] = await sent('topicSurveyReminder')
  expect(others).toEqual([])
  expect(letter?.recipient).not.toBe(youth.email)
  expect(await remindSurveyed(db, { ...asking, now: now + surveyReminderPause - 1 })).toMatchObject({
    reason: 'tooSoon',
  })
  expect(await remindSurveyed(db, { ...asking, now: now + surveyReminderPause })).toEqual({ ok: true, count: 1 })
  await run(now + surveyReminderPause)
  expect(await sent('topicSurveyReminder')).toHaveLength(2)
  expect(await remindSurveyed(db, { ...asking, now: now + 8 * day })).toMatchObject({ reason: 'closed' })
})

test('what came by a link is answered to the association’s address, with a link of its own that opens the same page', async () => {
  const { db, event, asking, youth, send, asked, sent } = await begin('published')
  await send()
  const ids = [newId(), newId()]
  for (const id of ids) await proposeByLink(db, { ...(await asked(youth.id)), id, topic })
  for (const proposalId of ids) {
    await declineProposal(db, { ...asking, proposalId, reason: 'Syksyllä.', lang: 'fi', baseUrl })
  }
  const told = await sent('proposalDeclined')
  expect(told.map(({ recipient, subjectId }) => [recipient, subjectId]).sort()).toEqual(
    ids.map((id) => [youth.email, id]).sort(),
  )
  const { linkId } = (await proposalOf(db.read, event.id, ids[0] ?? '')) ?? {}
  expect(told.find(({ subjectId }) => subjectId === ids[0])?.text).toContain(linkId ?? 'no link')
  expect((await askedBehind(db.read, ids[0] ?? ''))?.invitee.associationId).toBe(youth.id)
})

test('a sending that the event’s cancelling overtakes stops, and a deleted draft takes its survey and letters along', async () => {
  const { db, event, asking, sent, run } = await begin()
  await startSurvey(db, asking)
  await db.write(async (tx) => tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, event.id)))
  await run()
  expect(await sent('topicSurvey')).toEqual([])
  const second = await begin()
  await second.send()
  const { eventId, actor } = second.asking
  expect(await deleteDraftEventWithSurvey(second.db, { eventId, actor, now })).toEqual({ ok: true })
  expect(await second.db.read.select().from(topicSurveys)).toEqual([])
  expect(new Set((await second.sent('topicSurvey')).map(({ state }) => state))).toEqual(new Set(['stopped']))
})

test('a link of a topic proposed with an account opens nothing', async () => {
  const { db, propose, send } = await begin('published')
  await send()
  const proposalId = await propose()
  await db.write((tx) => createLink(tx, { purpose: 'topics', subjectId: proposalId }))
  expect(await askedBehind(db.read, proposalId)).toBeNull()
})
