import { expect, test } from 'vitest'
import { countNeeds, needGroups, needKinds, openOrders, orderBy, unmetBy } from './rules.ts'

const startsAt = Date.UTC(2027, 3, 20, 14)
const day = 86_400_000

test('every need stands in one group', () => {
  expect(Object.values(needGroups).flat().sort()).toEqual([...needKinds].sort())
})

test('needs are counted without names, and texts beside them', () => {
  const counts = countNeeds([
    { kinds: ['vegan', 'stepFree'], text: '' },
    { kinds: ['vegan'], text: 'Pähkinäallergia' },
  ])
  expect(counts).toEqual({ kinds: { vegan: 2, stepFree: 1 }, texts: 1, people: 2 })
})

test('what nobody has ordered is told, the most urgent first, and late once its day is over', () => {
  const counts = countNeeds([{ kinds: ['glutenFree', 'signInterpreter', 'stepFree'], text: '' }])
  const at = startsAt - 10 * day
  expect(openOrders(counts, [], { startsAt }, at)).toEqual([
    { kind: 'signInterpreter', count: 1, by: startsAt - 14 * day, late: true },
    { kind: 'glutenFree', count: 1, by: startsAt - 4 * day, late: false },
  ])
  expect(openOrders(counts, ['signInterpreter', 'glutenFree'], { startsAt }, at)).toEqual([])
  expect(orderBy('stepFree', startsAt)).toBeNull()
})

test('a venue without a loop or with steps cannot meet these needs', () => {
  expect(unmetBy({ access: { stepFree: false, inductionLoop: true } })).toEqual(['stepFree'])
  expect(unmetBy({ access: { stepFree: true, inductionLoop: false } })).toEqual(['hearingLoop'])
  expect(unmetBy({ access: { stepFree: true, inductionLoop: true } })).toEqual([])
})
