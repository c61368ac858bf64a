import { expect, test } from 'vitest'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { touchedByAgenda } from './rules.ts'

const day = { startsAt: Date.UTC(2027, 3, 20, 14), timeZone: 'Europe/Helsinki' }
const kaiku = {
  id: 'inv-kaiku',
  recipientKind: 'association',
  recipientId: 'kaiku',
  name: 'Kuoro Kaiku ry',
  tables: [],
} as const
const ilves = {
  id: 'inv-ilves',
  recipientKind: 'association',
  recipientId: 'ilves',
  name: 'Ilves ry',
  tables: [],
} as const
const council = {
  id: 'inv-council',
  recipientKind: 'body',
  recipientId: 'kaiku',
  name: 'Vanhusneuvosto',
  tables: ['raha'],
} as const

function item(id: string, given: Partial<AgendaItem> = {}): AgendaItem {
  return { ...emptyItem, id, title: id, ...given }
}
const opening = item('avaus')
const talk = item('puhe', { associationId: 'kaiku', presenter: 'Aada' })
const touched = (from: AgendaItem[], to: AgendaItem[]) => [
  ...touchedByAgenda(from, to, day, [kaiku, ilves, council]).keys(),
]

test.each<[string, AgendaItem[], AgendaItem[], string[]]>([
  ['nothing changed', [opening, talk], [opening, talk], []],
  ['another item was renamed', [opening, talk], [{ ...opening, title: 'Tervetuloa' }, talk], []],
  ['how settled it is changed', [opening, talk], [opening, { ...talk, state: 'idea' }], []],
  ['the item before grew', [opening, talk], [{ ...opening, minutes: 20 }, talk], ['inv-kaiku']],
  ['the item after grew', [talk, opening], [talk, { ...opening, minutes: 20 }], []],
  ['it moved', [opening, talk], [talk, opening], ['inv-kaiku']],
  ['it was removed', [opening, talk], [opening], ['inv-kaiku']],
  ['it came', [opening], [opening, talk], ['inv-kaiku']],
  ['it is called otherwise', [opening, talk], [opening, { ...talk, title: 'Laulu' }], ['inv-kaiku']],
  ['it was given to another', [talk], [{ ...talk, associationId: 'ilves' }], ['inv-kaiku', 'inv-ilves']],
  [
    'it stands by name among those who present',
    [opening, item('b', { presenter: 'Pekka, Ilves ry' })],
    [item('b', { presenter: 'Pekka, Ilves ry' }), opening],
    ['inv-ilves'],
  ],
  ['who sits at a table that moved', [opening, item('raha')], [item('raha'), opening], ['inv-council']],
  ['who sits at a table that stays', [opening, item('raha')], [opening, item('raha'), talk], ['inv-kaiku']],
  ['a longer name holds a shorter one', [opening, item('b', { presenter: 'Merilves ry' })], [opening], []],
])('%s: told are those who speak in it, or sit there', (_name, from, to, ids) => {
  expect(touched(from, to)).toEqual(ids)
})

test('what was known is counted from the start that was known, and a pinned item keeps its clock', () => {
  const knownStart = day.startsAt - 3_600_000
  const pinned = item('kello', { associationId: 'ilves', pinned: '18:00' })
  const found = touchedByAgenda(
    [opening, talk, pinned],
    [{ ...opening, minutes: 20 }, talk, { ...pinned, place: 'Huone 2' }],
    { ...day, knownStart },
    [kaiku, ilves],
  )
  expect(found.get('inv-kaiku')?.[0]?.was?.knownAt).toBe(knownStart + 10 * 60_000)
  expect(found.get('inv-ilves')?.[0]?.was?.knownAt).toBe(Date.UTC(2027, 3, 20, 15))
})
