import { describe, expect, test } from 'vitest'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { agendaChanges } from './rules.ts'

const timeZone = 'Europe/Helsinki'
const at = (clock: string) => zonedInstant('2027-04-20', clock, timeZone) ?? Number.NaN
const day = { startsAt: at('17:00'), timeZone }

/** An item of ten minutes for each letter. */
const agenda = (letters: string): AgendaItem[] =>
  letters.split('').map((letter) => ({ ...emptyItem, id: letter.toLowerCase(), title: letter.toUpperCase() }))
const changed = (items: AgendaItem[], id: string, change: Partial<AgendaItem>) =>
  items.map((item) => (item.id === id ? { ...item, ...change } : item))
const kinds = (before: AgendaItem[], after: AgendaItem[]) => agendaChanges(before, after, day).map(({ kind }) => kind)

test('the same agenda has no changes', () => {
  expect(agendaChanges(agenda('abcd'), agenda('abcd'), day)).toEqual([])
})

test('one that moved is told alone, with its places and times; the others only follow', () => {
  expect(agendaChanges(agenda('abcd'), agenda('adbc'), day)).toEqual([
    { kind: 'moved', title: 'D', from: 4, to: 2, at: at('17:10'), wasAt: at('17:30') },
    {
      kind: 'shifted',
      items: [
        { title: 'B', at: at('17:20'), wasAt: at('17:10') },
        { title: 'C', at: at('17:30'), wasAt: at('17:20') },
      ],
    },
  ])
})

test('a new item and a removed one are told, not the moves that follow from them', () => {
  expect(agendaChanges(agenda('abc'), agenda('xbc'), day)).toEqual([
    { kind: 'added', title: 'X', at: at('17:00'), minutes: 10, letter: null },
    { kind: 'removed', title: 'A', at: at('17:00'), minutes: 10, letter: null },
  ])
})

test('a longer item tells whose start follows, and the new end', () => {
  expect(agendaChanges(agenda('ab'), changed(agenda('ab'), 'a', { minutes: 25 }), day)).toEqual([
    { kind: 'longer', title: 'A', before: 10, after: 25 },
    { kind: 'shifted', items: [{ title: 'B', at: at('17:25'), wasAt: at('17:10') }] },
    { kind: 'ends', at: at('17:35'), wasAt: at('17:20') },
  ])
})

test('a pinned start is told with both clocks, and not once more as a start that follows', () => {
  expect(agendaChanges(agenda('ab'), changed(agenda('ab'), 'b', { pinned: '18:25' }), day)).toEqual([
    { kind: 'pinned', title: 'B', before: null, after: '18:25' },
    { kind: 'ends', at: at('18:35'), wasAt: at('17:20') },
  ])
})

describe('one thing said of an item', () => {
  test.each<[Partial<AgendaItem>, string]>([
    [{ title: 'Uusi nimi' }, 'retitled'],
    [{ minutes: 5 }, 'shorter'],
    [{ presenter: 'Maija' }, 'presenter'],
    [{ place: 'Huone 2' }, 'place'],
    [{ description: richTextOf('Lyhyesti') }, 'description'],
    [{ capacity: 20 }, 'capacity'],
    [{ closed: true }, 'closed'],
    [{ state: 'idea' }, 'state'],
    [{ before: true }, 'regrouped'],
  ])('%j is told as %s', (change, kind) => {
    expect(kinds(agenda('ab'), changed(agenda('ab'), 'b', change))[0]).toBe(kind)
  })

  test.each<Partial<AgendaItem>>([
    { kind: 'panel' },
    { proposalId: 'p1' },
    { presenter: ' ' },
    { associationId: 'a1' },
  ])('%j is no change for those who read it', (change) => {
    expect(kinds(agenda('ab'), changed(agenda('ab'), 'b', change))).toEqual([])
  })
})

describe('tables', () => {
  const tables = (letters: string) => [
    ...agenda('a'),
    ...agenda(letters).map((item) => ({ ...item, within: 'a', minutes: 30 })),
  ]

  test('a new table has its letter and does not move the end', () => {
    expect(agendaChanges(tables('bc'), tables('bcd'), day)).toEqual([
      { kind: 'added', title: 'D', at: at('17:00'), minutes: 30, letter: 'C' },
    ])
  })

  test('one that closed says so; its minutes are nobody else’s', () => {
    const after = changed(tables('bc'), 'c', { closed: true, minutes: 45 })
    expect(kinds(tables('bc'), after)).toEqual(['closed'])
    expect(kinds(after, tables('bc'))).toEqual(['reopened'])
  })

  test('an item put to the tables says whose', () => {
    const after = changed(agenda('ab'), 'b', { within: 'a' })
    expect(agendaChanges(agenda('ab'), after, day)[0]).toEqual({
      kind: 'regrouped',
      title: 'B',
      side: { in: 'table', of: 'A' },
    })
  })
})

test('whatever the order, those told as moved are as few as can be: the rest kept theirs', () => {
  const moved = (to: string) =>
    agendaChanges(agenda('abcdef'), agenda(to), day).flatMap((change) =>
      change.kind === 'moved' ? [change.title] : [],
    )
  expect(moved('bcdefa')).toEqual(['A'])
  expect(moved('fabcde')).toEqual(['F'])
  expect(moved('bacdfe')).toHaveLength(2)
  expect(moved('fedcba')).toHaveLength(5)
})
