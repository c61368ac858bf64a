import { flood, type FloodReport } from './flood.ts'
import { openTrial } from './trial.ts'

/** Megabytes: what the two systems' own socket buffers take, and what the service may let wait on top. */
const mostWaiting = 32
/** Megabytes by which the service may grow, however many do not read. */
const mostGrowth = 64

/** REL-11: who stops reading is cut at a bounded buffer. */
export const trial = openTrial({ megabytes: 100, readers: 5 }, async (settings) => {
  const report = await flood(settings)
  return {
    figures: [
      ['stalled tabs', String(settings.readers)],
      ['written meanwhile', `${String(settings.megabytes)} MB`],
      ['cut after', report.cutAfter === null ? 'never' : `${report.cutAfter.toFixed(1)} MB`],
      ['the service grew by', `${report.growth.toFixed(0)} MB`],
    ],
    broken: brokenBy(report),
  }
})

/** What did not hold, in words. */
export function brokenBy({ cutAfter, growth, othersInSync, running }: FloodReport): string[] {
  return [
    ...(cutAfter === null || cutAfter > mostWaiting
      ? [`who does not read was not cut within ${String(mostWaiting)} MB`]
      : []),
    ...(growth > mostGrowth ? [`the service grew by ${growth.toFixed(0)} MB`] : []),
    ...(othersInSync ? [] : ['those who read were not in sync']),
    ...(running ? [] : ['the service ended']),
  ]
}
