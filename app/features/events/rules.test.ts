import { expect, test } from 'vitest'
import { convenerTasks, coPlannerTasks, forumsOfYear, type Progress } from './rules.ts'

const day = 86_400_000
const now = Date.UTC(2027, 3, 6, 9)
const published = { state: 'published' as const, startsAt: now + 14 * day, answerBy: now + 7 * day }
const done: Progress = {
  agendaPublished: true,
  invited: 50,
  notReached: 0,
  unanswered: 0,
  proposals: 0,
  orders: { count: 0, by: 0 },
}
const kinds = (tasks: { kind: string }[]) => tasks.map(({ kind }) => kind)

test('an event whose work is done asks for nothing', () => {
  expect(convenerTasks(published, done, now)).toEqual([])
})

test('each thing that is not done yet is asked for once, by its day', () => {
  const behind: Progress = {
    agendaPublished: false,
    invited: 50,
    notReached: 2,
    unanswered: 14,
    proposals: 0,
    orders: { count: 0, by: 0 },
  }
  expect(convenerTasks(published, behind, now)).toEqual([
    { kind: 'agendaMissing', due: now, count: 1 },
    { kind: 'notReached', due: now + 7 * day, count: 2 },
    { kind: 'noAnswers', due: now + 7 * day, count: 14 },
  ])
  expect(kinds(convenerTasks(published, { ...behind, invited: 0, notReached: 0, unanswered: 0 }, now))).toContain(
    'notInvited',
  )
})

test('a draft asks to be published when its day nears, and for a new day when it has passed', () => {
  const draft = (startsAt: number) => ({ state: 'draft' as const, startsAt, answerBy: null })
  expect(kinds(convenerTasks(draft(now + 90 * day), done, now))).toEqual([])
  expect(kinds(convenerTasks(draft(now + 30 * day), done, now))).toEqual(['draftNear'])
  expect(kinds(convenerTasks(draft(now - day), done, now))).toEqual(['draftPast'])
})

test('topics that wait are asked for two weeks before the event, also of a draft', () => {
  const task = { kind: 'proposalsWait', due: now, count: 3 }
  expect(convenerTasks(published, { ...done, proposals: 3 }, now)).toEqual([task])
  const draft = { state: 'draft' as const, startsAt: now + 90 * day, answerBy: null }
  expect(convenerTasks(draft, { ...done, proposals: 3 }, now)).toEqual([{ ...task, due: now + 76 * day }])
})

test('needs that nobody has ordered are asked for by the first day to order them', () => {
  const task = { kind: 'needsToOrder', due: now + 2 * day, count: 2 }
  expect(convenerTasks(published, { ...done, orders: { count: 2, by: now + 2 * day } }, now)).toEqual([task])
})

test('nothing is asked about what is cancelled, held or under way', () => {
  const behind: Progress = {
    agendaPublished: false,
    invited: 0,
    notReached: 1,
    unanswered: 1,
    proposals: 1,
    orders: { count: 0, by: 0 },
  }
  for (const state of ['cancelled', 'held'] as const)
    expect(convenerTasks({ ...published, state }, behind, now)).toEqual([])
  expect(convenerTasks({ ...published, startsAt: now - 1 }, behind, now)).toEqual([])
})

test('a co-planner is asked for the agenda until it is published', () => {
  expect(kinds(coPlannerTasks(published, false, now))).toEqual(['agendaToPlan'])
  expect(coPlannerTasks(published, true, now)).toEqual([])
})

test('the year counts the forums of one organiser, not the cancelled ones and not those of another year', () => {
  const forum = { organiserId: 'laukaa', kind: 'forum' as const, state: 'published' as const, startsAt: now }
  const all = [
    forum,
    { ...forum, state: 'draft' as const },
    { ...forum, state: 'cancelled' as const },
    { ...forum, organiserId: 'muurame' },
    { ...forum, kind: 'hearing' as const },
    // Already 2028 in Finland, still 2027 in UTC.
    { ...forum, startsAt: Date.UTC(2027, 11, 31, 23) },
  ]
  expect(forumsOfYear(all, 'laukaa', now)).toBe(2)
})
