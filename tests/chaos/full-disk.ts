import { fillDisk, type DiskReport } from './fill-disk.ts'
import { openTrial, seconds } from './trial.ts'

/** REL-7: with a full disk nothing is called saved, reading works, and with space again all is saved. */
export const trial = openTrial({ megabytes: 12, edits: 60 }, async (settings) => {
  const report = await fillDisk(settings)
  return {
    figures: [
      ['disk', `${String(settings.megabytes)} MB, filled to the last byte`],
      ['the tabs said, full', report.statesWhileFull.join(', ')],
      ['edits while full', `${String(report.editsWhileFull)}, called saved: ${String(report.acknowledgedWhileFull)}`],
      [
        'a new reader was given, full',
        `${String(report.savedBefore - report.lostWhileFull.length)} of ${String(report.savedBefore)} saved tokens`,
      ],
      ['lost', String(report.lostWhileFull.length + report.afterwards.lost.length + report.afterKill.lost.length)],
      [
        'reading while full',
        Object.entries(report.reads)
          .map(([what, status]) => `${what} ${String(status)}`)
          .join(', '),
      ],
      ['all saved after the space came back', seconds(report.recovery)],
      ['the tabs said, afterwards', report.statesAfterwards.join(', ')],
    ],
    broken: brokenOn(report),
  }
})

/** What did not hold, in words. */
export function brokenOn(report: DiskReport): string[] {
  const { statesWhileFull, statesAfterwards, reads, afterwards, afterKill } = report
  const judged = (when: string, { lost, doubled, garbled }: DiskReport['afterwards']) =>
    lost.length + doubled.length + garbled.length > 0
      ? [`${when}: lost ${String(lost.length)}, doubled ${String(doubled.length)}, garbled ${String(garbled.length)}`]
      : []
  return [
    ...(statesWhileFull.every((state) => state === 'notSaved') ? [] : ['a tab did not say that nothing is saved']),
    ...(report.acknowledgedWhileFull > 0 ? ['edits were called saved on a full disk'] : []),
    ...(report.lostWhileFull.length > 0 ? [`called saved, not there: ${report.lostWhileFull.join(' ')}`] : []),
    ...Object.entries(reads).flatMap(([what, status]) => (status === 200 ? [] : [`${what} gave ${String(status)}`])),
    ...(statesAfterwards.every((state) => state === 'saved') ? [] : ['not all was saved when space came back']),
    ...(report.sameProcess ? [] : ['the service ended']),
    ...judged('with space again', afterwards),
    ...judged('after a kill', afterKill),
    ...(report.rowsFollow ? [] : ['the rows do not follow']),
  ]
}
