import { describe, expect, test } from 'vitest'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { countdown, noMark, runOf, timeLeft, type RunMark } from './rules.ts'

const startsAt = Date.UTC(2027, 3, 20, 14)
const event = { startsAt, endsAt: startsAt + 3 * 3_600_000, timeZone: 'Europe/Helsinki' }
/** `17.05` in Helsinki on the day. */
const at = (clock: string) => {
  const [hour = 0, minute = 0] = clock.split('.').map(Number)
  return startsAt + ((hour - 17) * 60 + minute) * 60_000
}
const item = (id: string, minutes: number, given: Partial<AgendaItem> = {}): AgendaItem => ({
  ...emptyItem,
  id,
  minutes,
  ...given,
})
const agenda = [item('kahvi', 30, { before: true }), item('avaus', 10), item('kysely', 20), item('tauko', 15)]
const mark = (itemId: string, given: Partial<RunMark>): RunMark => ({ itemId, ...noMark, ...given })
const started = (itemId: string, clock: string) => mark(itemId, { startedAt: at(clock) })
const clockOf = (run: ReturnType<typeof runOf>, id: string) => run.items.find((one) => one.id === id)?.startsAt

describe('before anybody presses', () => {
  test.each([
    ['16.40', 'kahvi', 'avaus'],
    ['17.05', 'avaus', 'kysely'],
    ['17.40', 'tauko', undefined],
  ])('the clock decides at %s', (clock, now, next) => {
    const run = runOf(agenda, [], event, at(clock))
    expect([run.now?.id, run.next?.id]).toEqual([now, next])
    expect(run.late).toBe(0)
  })

  test('after the last item it is over', () => {
    expect(runOf(agenda, [], event, at('18.00'))).toMatchObject({ now: null, next: null, over: true })
  })
})

describe('the facilitator', () => {
  test('starts late: all later times follow', () => {
    const run = runOf(agenda, [started('avaus', '17.06')], event, at('17.08'))
    expect(run.now?.id).toBe('avaus')
    expect([clockOf(run, 'kysely'), clockOf(run, 'tauko')]).toEqual([at('17.16'), at('17.36')])
    expect(run.late).toBe(6)
  })

  test('lets an item run over: later times move with the clock until the next is started', () => {
    const run = runOf(agenda, [started('avaus', '17.00')], event, at('17.25'))
    expect(run.now?.id).toBe('avaus')
    expect(clockOf(run, 'kysely')).toBe(at('17.25'))
    const on = runOf(agenda, [started('avaus', '17.00'), started('kysely', '17.26')], event, at('17.30'))
    expect(on.items.find(({ id }) => id === 'avaus')).toMatchObject({ run: 'done', endsAt: at('17.26') })
    expect(clockOf(on, 'tauko')).toBe(at('17.46'))
  })

  test('skips and stretches', () => {
    const marks = [started('avaus', '17.00'), mark('kysely', { skipped: true })]
    const run = runOf(agenda, marks, event, at('17.05'))
    expect(run.next?.id).toBe('tauko')
    expect(clockOf(run, 'tauko')).toBe(at('17.10'))
    const longer = runOf(agenda, [mark('avaus', { startedAt: at('17.00'), stretched: 5 })], event, at('17.05'))
    expect(longer.now?.endsAt).toBe(at('17.15'))
    expect(longer.late).toBe(5)
  })

  test('cannot bring a pinned item forward of its clock, only later', () => {
    const pinned = [item('avaus', 10), item('lounas', 30, { pinned: '17:30' }), item('paneeli', 20)]
    const early = runOf(pinned, [started('avaus', '17.00')], event, at('17.05'))
    expect(clockOf(early, 'lounas')).toBe(at('17.30'))
    const late = runOf(pinned, [started('avaus', '17.25')], event, at('17.26'))
    expect([clockOf(late, 'lounas'), clockOf(late, 'paneeli')]).toEqual([at('17.35'), at('18.05')])
  })

  test('ends the last item, and the day is over', () => {
    const marks = [mark('tauko', { startedAt: at('17.30'), endedAt: at('17.40') })]
    expect(runOf(agenda, marks, event, at('17.41'))).toMatchObject({ now: null, next: null, over: true })
  })

  test('tables go with the item they stand in', () => {
    const tables = [item('ryhmät', 30), item('a', 0, { within: 'ryhmät' }), item('loppu', 5)]
    const run = runOf(tables, [started('ryhmät', '17.10')], event, at('17.15'))
    expect(run.items[1]).toMatchObject({ run: 'now', startsAt: at('17.10'), endsAt: at('17.40') })
    expect(run.next?.id).toBe('loppu')
  })
})

test('time left turns at 20 % and at 5 % of the length, and then runs over', () => {
  const talk = { startsAt: at('17.00'), endsAt: at('17.20') }
  const pace = (clock: number) => timeLeft(talk, clock).pace
  expect(pace(at('17.15'))).toBe('calm')
  expect(pace(at('17.16'))).toBe('soon')
  expect(pace(at('17.19'))).toBe('last')
  expect(pace(at('17.20'))).toBe('over')
  expect([countdown(245_000), countdown(-40_000), countdown(3_750_000)]).toEqual(['4.05', '−0.40', '1.02.30'])
})
