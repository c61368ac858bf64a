import { killRounds } from './kill-rounds.ts'
import { openTrial, quantile, seconds } from './trial.ts'

/** REL-1: no acknowledged edit is lost or doubled by `kill -9`. */
export const trial = openTrial({ rounds: 200, seed: Date.now() % 1_000_000 }, async ({ rounds, seed }) => {
  const report = await killRounds({ rounds, seed })
  const { acknowledged, lost, doubled, garbled, apart, kills, outages } = report
  const broken = [
    ...(acknowledged < rounds ? [`only ${String(acknowledged)} edits were acknowledged`] : []),
    ...(lost.length > 0 ? [`lost ${lost.slice(0, 5).join(' ')}`] : []),
    ...(doubled.length > 0 ? [`doubled ${doubled.slice(0, 5).join(' ')}`] : []),
    ...(garbled.length > 0 ? [`garbled ${garbled.slice(0, 5).join(' ')}`] : []),
    ...apart,
  ]
  return {
    figures: [
      ['rounds', `${String(outages.length)} (seed ${String(seed)})`],
      [
        'killed while',
        Object.entries(kills)
          .map(([moment, times]) => `${moment} ${String(times)}`)
          .join(', '),
      ],
      ['compactions cut before their commit', `${String(report.beforeSnapshot)} of ${String(kills.compaction)}`],
      ['acknowledged', String(acknowledged)],
      ['lost', String(lost.length)],
      ['doubled', String(doubled.length)],
      ['outage, median and longest', `${seconds(quantile(outages, 0.5))}, ${seconds(quantile(outages, 1))}`],
    ],
    broken,
  }
})
