import { describe, expect, test } from 'vitest'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import type { Edit } from '#app/live/edit.ts'
import { changesBetween, goesOn, madeBy, movedIn, versionsToDrop, type StoredEdit } from './rules.ts'

const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({ ...emptyItem, id, title: id, ...more })
const edit = (key: string, field: string | null, actor: string, at = 1000): Edit => {
  return { root: 'items', key, field, actor, from: at, at }
}
const kinds = (before: AgendaItem[], after: AgendaItem[], moved?: string[]) =>
  changesBetween(before, after, moved).map(({ itemId, details }) => {
    return `${itemId} ${details.kind === 'changed' ? details.field : details.kind}`
  })

describe('what changed between two agendas', () => {
  test('what came, went and changed is told, and nothing else', () => {
    const before = [item('a'), item('b', { minutes: 15 }), item('c')]
    const after = [item('a'), item('b', { minutes: 20, title: 'Tauko' }), item('d')]
    expect(kinds(before, after)).toEqual(['b title', 'b minutes', 'd added', 'c removed'])
    expect(kinds(before, before)).toEqual([])
  })

  test('one that is moved past many is told, not the many', () => {
    const [a, b, c, d] = [item('a'), item('b'), item('c'), item('d')]
    expect(changesBetween([a, b, c, d], [d, a, b, c])).toEqual([
      { itemId: 'd', title: 'd', details: { kind: 'moved', before: 4, after: 1 } },
    ])
  })

  test('of two that changed places, the one that somebody moved is told', () => {
    const [a, b] = [item('a'), item('b')]
    expect(kinds([a, b], [b, a], ['a'])).toEqual(['a moved'])
    expect(kinds([a, b], [b, a], ['b'])).toEqual(['b moved'])
  })

  test('places are counted among those that stand side by side', () => {
    const inside = { within: 'a' }
    const before = [item('a'), item('t1', inside), item('t2', inside), item('b')]
    const after = [item('a'), item('t2', inside), item('t1', inside), item('b')]
    expect(changesBetween(before, after, ['t2'])).toEqual([
      { itemId: 't2', title: 't2', details: { kind: 'moved', before: 2, after: 1 } },
    ])
    expect(kinds(before, [item('a'), item('t2', inside), item('b'), item('t1')])).toEqual(['t1 within'])
  })
})

test('a change is made by who touched that very field', () => {
  const edits = [edit('a', 'minutes', 'ritva', 2000), edit('a', 'title', 'pekka', 3000), edit('a', 'order', 'samira')]
  const [title, minutes] = changesBetween([item('a')], [item('a', { title: 'x', minutes: 20 })])
  expect(title && madeBy(title, edits)).toEqual({ people: ['pekka'], from: 3000, at: 3000 })
  expect(minutes && madeBy(minutes, edits)?.people).toEqual(['ritva'])
  expect(movedIn(edits)).toEqual(['a'])
})

describe('going on with an edit', () => {
  const stored = (details: StoredEdit['details'], from: number, people = ['ritva']): StoredEdit => {
    return { title: 'Tauko', details, people, from, at: from }
  }
  const length = (before: number, after: number) => ({ kind: 'changed', field: 'minutes', before, after }) as const
  const minute = 60_000

  test('what one goes on with is one edit, from where it began', () => {
    expect(goesOn(stored(length(10, 15), 0), stored(length(15, 20), minute))).toMatchObject({
      details: length(10, 20),
      from: 0,
      at: minute,
    })
  })

  test('another person, another field and a later hour are edits of their own', () => {
    expect(goesOn(stored(length(10, 15), 0), stored(length(15, 20), minute, ['pekka']))).toBeNull()
    expect(goesOn(stored(length(10, 15), 0), stored(length(15, 20), 6 * minute))).toBeNull()
    const state = { kind: 'changed', field: 'state', before: 'idea', after: 'agreed' } as const
    expect(goesOn(stored(length(10, 15), 0), stored(state, minute))).toBeNull()
  })

  test('what is taken back was nothing, and what is written into a new item belongs to it', () => {
    expect(goesOn(stored(length(10, 15), 0), stored(length(15, 10), minute))).toBe('nothing')
    const added = stored({ kind: 'added', item: item('a', { title: '' }) }, 0)
    const named = stored({ kind: 'changed', field: 'title', before: '', after: 'Avaus' }, minute)
    expect(goesOn(added, named)).toMatchObject({ title: 'Avaus', details: { kind: 'added', item: { title: 'Avaus' } } })
    expect(goesOn(added, stored({ kind: 'removed', item: item('a', { title: ' ' }) }, minute))).toBe('nothing')
    expect(goesOn(added, stored({ kind: 'removed', item: item('a') }, minute))).toBeNull()
  })
})

test('of old quiet versions the last of a day stays, later of a week; what was kept before restoring stays', () => {
  const day = 86_400_000
  const now = 100 * day
  const quiet = (id: string, at: number) => ({ id, at, cause: 'quiet' as const })
  const versions = [
    quiet('today', now - 1000),
    quiet('today too', now - 2000),
    quiet('day evening', 90.9 * day),
    quiet('day morning', 90.2 * day),
    { id: 'before restoring', at: 90.1 * day, cause: 'restored' as const },
    quiet('week end', 55.9 * day),
    quiet('week start', 50.1 * day),
  ]
  expect(versionsToDrop(versions, now)).toEqual(['day morning', 'week start'])
  const many = Array.from({ length: 100 }, (_none, at) => quiet(String(at), now - at))
  expect(versionsToDrop(many, now)).toHaveLength(20)
  expect(versionsToDrop(many, now)).not.toContain('0')
})
