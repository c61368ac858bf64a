import { expect, test } from 'vitest'
import { drawnNumbers } from '#app/lib/drawn-numbers.server.ts'
import { drawn, isDrawDue, isRepeated, rulesRefusalOf, shuffled, type DrawInput } from './rules.ts'

const startsAt = Date.UTC(2027, 3, 20, 14)
const now = Date.UTC(2027, 3, 10)

/** Parties of one each, unless said otherwise. */
function inputOf(parties: number, capacity: number, given: Partial<DrawInput> = {}): DrawInput {
  const tickets = Array.from({ length: parties }, (_, index) => ({
    id: `party-${String(index).padStart(3, '0')}`,
    people: 1,
    group: 'association' as const,
  }))
  return { capacity, startsAt, quotas: {}, held: [], tickets, ...given }
}

test('the same seed draws the same, another one something else, and the order loses and doubles nobody', () => {
  const input = inputOf(40, 10)
  const first = drawn(input, drawnNumbers('one'), now)
  expect(drawn(input, drawnNumbers('one'), now)).toEqual(first)
  expect(drawn(input, drawnNumbers('two'), now).drawnOrder).not.toEqual(first.drawnOrder)
  expect([...first.drawnOrder].sort()).toEqual(input.tickets.map(({ id }) => id))
  expect(first.seated).toEqual(first.drawnOrder.slice(0, 10))
})

test('it is the shuffle that people are told to repeat: this order came of a program written apart from it', () => {
  expect(shuffled(['a', 'b', 'c', 'd', 'e'], drawnNumbers('seed'))).toEqual(['a', 'e', 'c', 'd', 'b'])
})

test('each of ten equal parties gets one of three seats about as often as any other, in 3,000 draws', () => {
  const input = inputOf(10, 3)
  const wins = new Map<string, number>()
  const last = new Map<string, number>()
  for (let seed = 0; seed < 3000; seed += 1) {
    const { drawnOrder, seated } = drawn(input, drawnNumbers(String(seed)), now)
    for (const id of seated) wins.set(id, (wins.get(id) ?? 0) + 1)
    const behind = drawnOrder[9] ?? ''
    last.set(behind, (last.get(behind) ?? 0) + 1)
  }
  // Four standard deviations around the mean: the seeds stand, so it comes out the same each time.
  for (const { id } of input.tickets) {
    expect(Math.abs((wins.get(id) ?? 0) - 900), id).toBeLessThan(101)
    expect(Math.abs((last.get(id) ?? 0) - 300), id).toBeLessThan(66)
  }
})

test('a draw keeps to the seats that are left and to the quotas, and seats go in the drawn order', () => {
  const tickets = inputOf(30, 0).tickets.map((ticket, index) => ({
    ...ticket,
    people: (index % 3) + 1,
    group: index % 2 === 0 ? ('official' as const) : ('association' as const),
  }))
  for (let seed = 0; seed < 300; seed += 1) {
    const input = inputOf(0, 20, { tickets, quotas: { official: 6 }, held: [{ people: 4, group: 'official' }] })
    const { drawnOrder, seated } = drawn(input, drawnNumbers(String(seed)), now)
    const won = tickets.filter(({ id }) => seated.includes(id))
    const sum = (of: typeof won) => of.reduce((all, { people }) => all + people, 0)
    expect(sum(won)).toBeLessThanOrEqual(16)
    expect(sum(won.filter(({ group }) => group === 'official'))).toBeLessThanOrEqual(2)
    expect(drawnOrder.filter((id) => seated.includes(id))).toEqual(seated)
  }
})

test('a record that somebody changed does not pass the check', () => {
  const input = inputOf(12, 4)
  const at = drawnNumbers('seed')
  const told = drawn(input, at, now)
  expect(isRepeated(input, told, at, now)).toBe(true)
  const [first = '', second = '', ...rest] = told.drawnOrder
  expect(isRepeated(input, { ...told, drawnOrder: [second, first, ...rest] }, at, now)).toBe(false)
  expect(isRepeated(input, { ...told, seated: told.seated.slice(1) }, at, now)).toBe(false)
  expect(isRepeated(input, told, drawnNumbers('other'), now)).toBe(false)
})

test('a draw is due after the last moment to answer, of an event that has what it needs, once', () => {
  const event = { state: 'published' as const, startsAt, endsAt: startsAt + 1, answerBy: now, capacity: 5 }
  const rules = { way: 'draw' as const, organisationLimit: null, quotas: {}, drawnAt: null }
  expect(isDrawDue(event, rules, now)).toBe(false)
  expect(isDrawDue(event, rules, now + 1)).toBe(true)
  expect(isDrawDue(event, { ...rules, drawnAt: now }, now + 1)).toBe(false)
  expect(isDrawDue(event, { ...rules, way: 'firstCome' }, now + 1)).toBe(false)
  expect(isDrawDue({ ...event, state: 'cancelled' }, rules, now + 1)).toBe(false)
  expect(isDrawDue({ ...event, capacity: null }, rules, now + 1)).toBe(false)
  expect(isDrawDue(event, rules, event.endsAt)).toBe(false)
})

test('the way of giving seats stands from the first yes on; numbers may change', () => {
  const event = { state: 'published' as const, endsAt: startsAt, capacity: 5, answerBy: now + 1 }
  const first = { way: 'firstCome' as const, organisationLimit: null, quotas: {}, drawnAt: null }
  const draw = { ...first, way: 'draw' as const }
  expect(rulesRefusalOf(event, first, draw, false, now)).toBeNull()
  expect(rulesRefusalOf(event, first, draw, true, now)).toBe('asked')
  expect(rulesRefusalOf(event, draw, first, true, now)).toBe('asked')
  expect(rulesRefusalOf(event, draw, first, false, now)).toBeNull()
  expect(rulesRefusalOf(event, { ...draw, drawnAt: now }, first, false, now)).toBe('drawn')
  expect(rulesRefusalOf(event, draw, draw, true, now)).toBeNull()
  expect(rulesRefusalOf({ ...event, capacity: null }, first, draw, false, now)).toBe('needsLimits')
  expect(rulesRefusalOf(event, first, draw, false, now + 2)).toBe('deadlinePast')
  expect(rulesRefusalOf({ ...event, state: 'cancelled' }, first, first, false, now)).toBe('over')
})
