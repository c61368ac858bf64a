import { expect, test } from 'vitest'
import { trial } from './hostile.ts'

/** Without the clock: a test machine is busy with others' work. */
const inTime = 'a gap of'

test('3,000 hostile updates change nothing but what they may, and the neighbour notices nothing', async () => {
  const { figures, broken } = await trial(['--n', '3000', '--seed', '5'])
  expect(broken.filter((words) => !words.startsWith(inTime))).toEqual([])
  const answers = figures.find(([what]) => what === 'answers')?.[1] ?? ''
  const counts = [...answers.matchAll(/(\w+) (\d+)/g)].map(([, what, count]) => [what, Number(count)] as const)
  expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(3000)
  for (const what of ['accepted', 'malformed', 'offSchema', 'tooLarge']) {
    expect(counts.find(([name]) => name === what)?.[1] ?? 0, what).toBeGreaterThan(0)
  }
})
