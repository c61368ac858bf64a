import { expect, test } from 'vitest'
import { flood } from './flood.ts'
import { brokenBy } from './slow-reader.ts'

test('a tab that stops reading is cut at a bounded buffer, and those who read have everything', async () => {
  expect(brokenBy(await flood({ megabytes: 48, readers: 3 }))).toEqual([])
})
