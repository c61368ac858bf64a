import { stormPhases } from './storm-phases.ts'
import { openTrial, quantile, seconds } from './trial.ts'

/** Within so many seconds of the signal everybody is in sync again. */
const within = 15

/** REL-9: so many sockets come back by themselves after a restart, and are in sync within 15 s. */
export const trial = openTrial({ sockets: 1000 }, async ({ sockets }) => {
  const phases = await stormPhases({ sockets, patience: 60 })
  return {
    figures: phases.flatMap(({ signal, times, ready, cpu, memory, longestWait, reached, equal }) => [
      [
        `${signal}: in sync`,
        `${String(times.length)} of ${String(sockets)}; ` +
          `p50 ${seconds(quantile(times, 0.5))}, p95 ${seconds(quantile(times, 0.95))}, last ${seconds(quantile(times, 1))}` +
          ` (ready after ${seconds(ready)})`,
      ],
      [`${signal}: a later edit reached; equal`, `${String(reached)}; ${String(equal)}`],
      [
        `${signal}: the service`,
        `${cpu.toFixed(1)} s of a processor, at most ${memory.toFixed(0)} MB, ` +
          `longest wait for /livez ${longestWait.toFixed(0)} ms`,
      ],
    ]),
    broken: phases.flatMap(({ signal, times, reached, equal }) => {
      const late = sockets - times.filter((time) => time <= within * 1000).length
      return [
        ...(late > 0 ? [`${signal}: ${String(late)} not in sync within ${String(within)} s`] : []),
        ...(reached < sockets ? [`${signal}: an edit did not reach ${String(sockets - reached)}`] : []),
        ...(equal < sockets ? [`${signal}: ${String(sockets - equal)} differ from the service`] : []),
      ]
    }),
  }
})
