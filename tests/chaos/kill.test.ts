import { expect, test } from 'vitest'
import { acknowledgeFirst } from '#tests/live/acknowledge-first.ts'
import { buildVariant } from '#tests/support/build-variant.ts'
import { killRounds } from './kill-rounds.ts'
import { moments } from './kill-scene.ts'

test('killed once at each moment, the service keeps what it called saved, once, and everybody ends equal', async () => {
  const {
    acknowledged,
    outages: _,
    beforeSnapshot: __,
    ...found
  } = await killRounds({
    seed: 4,
    rounds: moments.length,
    moments,
  })
  const kills = Object.fromEntries(moments.map((moment) => [moment, 1]))
  expect(found).toEqual({ lost: [], doubled: [], garbled: [], apart: [], kills })
  expect(acknowledged).toBeGreaterThan(20)
})

test('a service that says "saved" before the commit loses what it called saved: the rounds would notice', async () => {
  const entry = await buildVariant({ replace: acknowledgeFirst })
  const { lost } = await killRounds({ seed: 5, rounds: 1, moments: ['lock'], entry })
  expect(lost.length).toBeGreaterThan(0)
})
