import { expect, test } from 'vitest'
import { openNews } from './news.ts'

test('what changed in the last minute is remembered with its age, and then let go', () => {
  let at = 500_000
  const news = openNews(() => at)
  at += 59_000
  expect(news.agoOf('event:a'), 'announced before the start, perhaps').toBe(59_000)
  at += 2_000
  expect(news.agoOf('event:a')).toBeNull()
  news.tell('event:a')
  news.tell('event:b')
  at += 700
  news.tell('event:a')
  at += 100
  expect([news.agoOf('event:a'), news.agoOf('event:b'), news.agoOf('event:c')]).toEqual([100, 800, null])
  at += 60_001
  expect([news.agoOf('event:a'), news.agoOf('event:b')]).toEqual([null, null])
})
