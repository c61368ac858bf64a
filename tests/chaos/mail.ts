import { killWhileMailing, type MailReport } from './mail-kills.ts'
import { openTrial } from './trial.ts'

/** REL-3: a sender that is killed at any step sends nobody two letters and loses none. */
export const trial = openTrial(
  { kills: 100, recipients: 500, seed: Date.now() % 1_000_000 },
  async ({ kills, recipients, seed }) => {
    const report = await killWhileMailing({ kills, recipients, seed })
    const done = sum(report)
    return {
      figures: [
        ['killed', `${String(done)} times (seed ${String(seed)})`],
        [
          'killed at',
          Object.entries(report.kills)
            .map(([step, times]) => `${step} ${String(times)}`)
            .join(', '),
        ],
        ['invited', `${String(report.invited)} of ${String(recipients)}`],
        ['sent', String(report.sent)],
        [
          'unknown',
          `${String(report.unknown)}: arrived ${String(report.unknownArrived)}, not arrived ${String(report.unknown - report.unknownArrived)}`,
        ],
        ['unknown by one kill, at most', String(report.mostOfOneKill)],
        ['shown to the convener', `${String(report.shown)} of ${String(report.unknown)}`],
        ['doubled', String(report.doubled.length)],
        ['lost', String(report.lost.length)],
      ],
      broken: [
        ...(done < kills ? [`only ${String(done)} kills: more recipients are needed`] : []),
        ...brokenIn(report, recipients),
      ],
    }
  },
)

const sum = ({ kills }: MailReport) => Object.values(kills).reduce((all, times) => all + times, 0)

/** What did not hold, in words. */
export function brokenIn(report: MailReport, recipients: number): string[] {
  const { doubled, lost, wrong, shown, unknown, sent, invited } = report
  const some = (what: string, found: string[]) =>
    found.length > 0 ? [`${what} ${String(found.length)}: ${found.slice(0, 5).join(' ')}`] : []
  return [
    ...some('doubled', doubled),
    ...some('lost', lost),
    ...wrong.slice(0, 5),
    ...(shown < unknown ? [`${String(unknown - shown)} in doubt are not shown to the convener`] : []),
    ...(invited === recipients && sent + unknown === recipients
      ? []
      : [`${String(invited)} invited, ${String(sent + unknown)} settled of ${String(recipients)}`]),
  ]
}
