import { expect, test } from 'vitest'
import { addItem, readItems, removeItem } from '#app/features/agenda/live.ts'
import { openTestDatabase } from '#tests/support/database.ts'
import { converge } from './converge.ts'

test('15 afternoons end equal: every tab, the service, the disk, the rows', async () => {
  const { broken } = await converge(await openTestDatabase(), { seeds: 15, seed: 7000, steps: 120 })
  expect(broken).toEqual([])
})

test('a seed is the same afternoon each time', async () => {
  const once = await converge(await openTestDatabase(), { seeds: 1, seed: 42, steps: 150 })
  expect(await converge(await openTestDatabase(), { seeds: 1, seed: 42, steps: 150 })).toEqual(once)
})

test('it can fail: items that are moved by deleting and inserting are lost or doubled', async () => {
  const { broken } = await converge(await openTestDatabase(), {
    seeds: 6,
    seed: 7000,
    steps: 120,
    move(doc, id, after) {
      const item = readItems(doc).find((one) => one.id === id)
      if (!item || after === id) return
      removeItem(doc, id)
      addItem(doc, `${id.slice(0, 11)}${String(Math.trunc(Math.random() * 1e9))}`, item, after)
    },
  })
  expect(broken.join('\n')).toMatch(/an item shows twice|lost:/)
})
