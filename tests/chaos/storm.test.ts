import { expect, test } from 'vitest'
import { buildVariant } from '#tests/support/build-variant.ts'
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

test('a service that shows everybody out before it restarts leaves them outside: the storm would notice', async () => {
  const entry = await buildVariant({
    replace: [
      { file: 'server/live/gateway.ts', from: 'io.disconnectSockets(true)', to: 'live.disconnectSockets(true)' },
    ],
  })
  const [afterStop] = await stormPhases({ sockets: 8, patience: 2, signals: ['SIGTERM'], entry })
  expect(afterStop?.times).toEqual([])
})
