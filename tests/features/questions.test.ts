import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { answerWithGuests } from '#app/features/guests/answer-with-guests.server.ts'
import { eraseGuests } from '#app/features/guests/erase-guests.server.ts'
import { changeQuestion } from '#app/features/questions/change-question.server.ts'
import { createQuestion } from '#app/features/questions/create-question.server.ts'
import { deleteQuestion } from '#app/features/questions/delete-question.server.ts'
import { fieldOf } from '#app/features/questions/forms.ts'
import { answersOfInvitation, questionCounts, questionsOf } from '#app/features/questions/queries.server.ts'
import { reorderQuestions } from '#app/features/questions/reorder-questions.server.ts'
import { missingAnswers, mostQuestions, type QuestionInput } from '#app/features/questions/rules.ts'
import { saveQuestionAnswers } from '#app/features/questions/save-question-answers.server.ts'
import { questionAnswers } from '#app/features/questions/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { makeEvent, makeInvitation, type EventRow } from '#tests/support/makers.ts'

/* What a convener asks beside whether they come: worded for all, answered by those who come, changed only in safe ways. */

const now = Date.now()
const actor = { kind: 'system' } as const
const text: QuestionInput = { kind: 'text', required: false, wording: { fi: 'Mitä haluatte kysyä?' }, options: [] }
const bus: QuestionInput = {
  kind: 'choice',
  required: true,
  wording: { fi: 'Mistä lähdette?' },
  options: [
    { id: null, text: { fi: 'Laukaa' } },
    { id: null, text: { fi: 'Äänekoski' } },
  ],
}

async function world(given: Partial<EventRow> = {}) {
  const db = await openTestDatabase()
  const event = await makeEvent(db, given)
  const by = { eventId: event.id, actor, now }
  const guest = await makeInvitation(db, { eventId: event.id, answer: 'yes', place: 'seat', people: 1 })
  const ask = async (input: QuestionInput) => {
    const made = await createQuestion(db, { ...by, input })
    if (!made.ok) throw new Error(made.refusal.reason)
    const found = (await questionsOf(db.read, event.id)).find(({ id }) => id === made.id)
    if (!found) throw new Error('not saved')
    return found
  }
  /** Saves a form that shows these questions, with these words in it. */
  const reply = (said: Record<string, string | string[]>, invitationId = guest.id) => {
    const form = new FormData()
    for (const [id, values] of Object.entries(said)) {
      form.append('asked', id)
      for (const value of [values].flat()) form.append(fieldOf(id), value)
    }
    return saveQuestionAnswers(db, { invitationId, form, actor, now })
  }
  return { db, event, by, guest, ask, reply, told: (id = guest.id) => answersOfInvitation(db.read, id) }
}

test('a question is worded in every language of the event, and so is each option; the missing one is named', async () => {
  const { db, by } = await world({ languages: ['fi', 'sv'] })
  const make = (input: QuestionInput) => createQuestion(db, { ...by, input })
  expect(await make(text)).toEqual({ ok: false, refusal: { reason: 'wordingMissing', languages: ['sv'] } })
  const wording = { fi: 'Mistä lähdette?', sv: 'Varifrån åker ni?' }
  expect(await make({ ...bus, wording })).toEqual({
    ok: false,
    refusal: { reason: 'optionMissing', languages: ['sv'] },
  })
  expect(await make({ ...bus, wording, options: [] })).toMatchObject({ refusal: { reason: 'tooFewOptions' } })
  expect(await make({ ...text, wording })).toMatchObject({ ok: true })
})

test('so many questions and no more, to a published event that is not over', async () => {
  const { db, event, by, ask } = await world()
  for (let count = 0; count < mostQuestions; count += 1) await ask(text)
  expect(await createQuestion(db, { ...by, input: text })).toMatchObject({ refusal: { reason: 'tooMany' } })
  expect(await createQuestion(db, { ...by, input: text, now: event.endsAt })).toMatchObject({
    refusal: { reason: 'over' },
  })
  const draft = await makeEvent(db, { state: 'draft' })
  expect(await createQuestion(db, { ...by, eventId: draft.id, input: text })).toMatchObject({
    refusal: { reason: 'notPublished' },
  })
})

test('each kind of answer is read as what it is, and refused in words beside what is wrong', async () => {
  const { ask, reply, told } = await world()
  const words = await ask(text)
  const tables = await ask({ ...text, kind: 'number' })
  const one = await ask(bus)
  const many = await ask({ ...bus, kind: 'choices' })
  const [laukaa = '', aanekoski = ''] = many.options.map(({ id }) => id)
  await reply({
    [words.id]: '  Salista.\r\n ',
    [tables.id]: '3',
    [one.id]: one.options[1]?.id ?? '',
    [many.id]: [aanekoski, laukaa],
  })
  expect(await told()).toEqual({
    [words.id]: 'Salista.',
    [tables.id]: 3,
    [one.id]: one.options[1]?.id,
    [many.id]: [laukaa, aanekoski],
  })
  expect(
    await reply({ [words.id]: 'x'.repeat(501), [tables.id]: 'kolme', [one.id]: 'muualta', [many.id]: [] }),
  ).toMatchObject({
    ok: false,
    troubles: { [words.id]: 'textLong', [tables.id]: 'numberUnclear', [one.id]: 'noSuchOption' },
  })
})

test('a required question keeps nothing from being saved, and is told as missing', async () => {
  const { ask, reply, told } = await world()
  const asked = [await ask(text), await ask(bus)]
  expect(await reply({ [asked[0]?.id ?? '']: 'Salista.', [asked[1]?.id ?? '']: '' })).toMatchObject({ ok: true })
  expect(missingAnswers(asked, await told()).map(({ id }) => id)).toEqual([asked[1]?.id])
})

test('a form replaces answers to the questions that it shows, and leaves those to others alone', async () => {
  const { ask, reply, told } = await world()
  const first = await ask(text)
  const second = await ask(text)
  await reply({ [first.id]: 'yksi', [second.id]: 'kaksi' })
  await reply({ [first.id]: '' })
  expect(await told()).toEqual({ [second.id]: 'kaksi' })
})

test('an answered question changes in safe ways only: its words and new options', async () => {
  const { db, by, ask, reply, told } = await world()
  const { id, options } = await ask(bus)
  const change = (input: QuestionInput) => changeQuestion(db, { ...by, questionId: id, input })
  expect(await change({ ...bus, options: [...options, { id: null, text: { fi: 'Jyväskylä' } }] })).toEqual({ ok: true })
  const [question] = await questionsOf(db.read, by.eventId)
  const kept = question?.options ?? []
  await reply({ [id]: kept[0]?.id ?? '' })
  expect(await change({ ...bus, kind: 'text', options: [] })).toMatchObject({ refusal: { reason: 'kindFixed' } })
  expect(await change({ ...bus, options: kept.slice(1) })).toMatchObject({ refusal: { reason: 'optionsFixed' } })
  const reworded = kept.map((option) => ({ ...option, text: { fi: `${option.text.fi ?? ''}, tori` } }))
  expect(await change({ ...bus, options: reworded })).toEqual({ ok: true })
  expect(await told()).toEqual({ [id]: kept[0]?.id })
})

test('deleting takes the answers with it and tells how many; the audit never held what they said', async () => {
  const { db, by, ask, reply } = await world()
  const { id } = await ask(text)
  await reply({ [id]: 'Salaisuus' })
  expect(await deleteQuestion(db, { ...by, questionId: id })).toEqual({ ok: true, answers: 1 })
  expect(await db.read.$count(questionAnswers)).toBe(0)
  expect(await deleteQuestion(db, { ...by, questionId: id })).toEqual({ ok: false, reason: 'noSuchQuestion' })
  expect(JSON.stringify(await db.read.select().from(auditRows))).not.toContain('Salaisuus')
})

test('an answer that meets the deleting of its question either goes with it or finds it gone', async () => {
  const { db, by, ask, reply } = await world()
  const { id } = await ask(text)
  await Promise.all([reply({ [id]: 'nyt' }), deleteQuestion(db, { ...by, questionId: id }), reply({ [id]: 'juuri' })])
  expect(await db.read.$count(questionAnswers)).toBe(0)
})

test('questions are moved by steps, and only within their event', async () => {
  const { db, by, ask } = await world()
  const [a, b] = [await ask(text), await ask(text)]
  const order = async () => (await questionsOf(db.read, by.eventId)).map(({ id }) => id)
  expect(await reorderQuestions(db, { ...by, questionId: b.id, step: 'up' })).toEqual({ moved: true })
  expect(await order()).toEqual([b.id, a.id])
  expect(await reorderQuestions(db, { ...by, questionId: b.id, step: 'up' })).toEqual({ moved: false })
  const other = await makeEvent(db)
  const moved = await reorderQuestions(db, { ...by, eventId: other.id, questionId: a.id, step: 'up' })
  expect(moved).toEqual({ moved: false })
})

test('only those who come answer, and their answers go when they do not come after all', async () => {
  const { db, event, guest, ask, reply, told } = await world()
  const { id, options } = await ask(bus)
  const chosen = options[0]?.id ?? ''
  const maybe = await makeInvitation(db, { eventId: event.id, answer: 'maybe' })
  expect(await reply({ [id]: chosen }, maybe.id)).toMatchObject({ refusal: { reason: 'notComing' } })
  await reply({ [id]: chosen })
  const asked = await questionsOf(db.read, event.id)
  expect((await questionCounts(db.read, event.id, asked)).get(id)).toEqual({ answered: 1, options: { [chosen]: 1 } })
  await answerWithGuests(db, { invitationId: guest.id, answer: 'no', actor, now })
  expect(await told()).toEqual({})
  // By the clock too, where no answer but a lapsed offer or a withdrawal took the guests away.
  await answerWithGuests(db, { invitationId: guest.id, answer: 'yes', actor, now })
  await reply({ [id]: chosen })
  await db.write(async (tx) => tx.update(invitations).set({ answer: 'none' }).where(eq(invitations.id, guest.id)))
  expect(await questionCounts(db.read, event.id, asked)).toEqual(new Map())
  expect(await eraseGuests(db, { actor, now })).toEqual({ erased: 1, more: false })
})
