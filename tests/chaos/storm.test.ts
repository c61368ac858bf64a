import { expect, test } from 'vitest'
import { stormPhases } from './storm-phases.ts'

test('all tabs come back by themselves after a restart and a kill, and have what the service has', async () => {
  const sockets = 60
  const phases = await stormPhases({ sockets, patience: 45 })
  const found = phases.map(({ signal, times, reached, equal }) => ({ signal, inSync: times.length, reached, equal }))
  const all = { inSync: sockets, reached: sockets, equal: sockets }
  expect(found).toEqual([
    { signal: 'SIGTERM', ...all },
    { signal: 'SIGKILL', ...all },
  ])
})
