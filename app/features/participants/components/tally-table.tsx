import { useTranslation } from 'react-i18next'
import { DataTable, type Column } from '#app/ui/data-table.tsx'
import { SplitBar } from '#app/ui/split-bar.tsx'
import type { Tally, View } from '../rules.ts'

type Tallied = { key: string; name: string; tally: Tally }

/** How parts of the invited have answered, each with a bar that its numbers tell too; what they come to stands last. */
export function TallyTable({
  view,
  rows,
  total,
  online,
}: {
  view: Exclude<View, 'organisation'>
  rows: Tallied[]
  total: Tally
  /** The event lets one take part online. */
  online: boolean
}) {
  const { t } = useTranslation(['participants', 'invitations'])
  const all: Tallied[] = [...rows, { key: 'total', name: t('total'), tally: total }]
  const number = (
    header: 'invited' | 'answered' | 'none' | 'coming' | 'people' | 'online',
    value: (tally: Tally) => number,
  ): Column<Tallied> => ({
    header: t(`columns.${header}`),
    end: true,
    cell: ({ tally }) => <span className="num">{value(tally)}</span>,
  })
  const columns: Column<Tallied>[] = [
    {
      header: t(`columns.${view}`),
      cell: ({ name, tally }) => (
        <>
          {name}
          <SplitBar
            showKey={false}
            parts={[
              { tone: 'ok', count: tally.yes, label: t('invitations:list.yes') },
              { tone: 'warn', count: tally.maybe, label: t('invitations:list.maybe') },
              { tone: 'wait', count: tally.waiting, label: t('invitations:list.waiting') },
              { tone: 'neutral', count: tally.no, label: t('invitations:list.no') },
              { tone: 'open', count: tally.none, label: t('invitations:list.none') },
            ]}
          />
        </>
      ),
    },
    number('invited', ({ invited }) => invited),
    number('answered', ({ answered }) => answered),
    number('none', ({ none }) => none),
    number('coming', ({ yes }) => yes),
    number('people', ({ people }) => people),
    ...(online ? [number('online', (tally) => tally.online)] : []),
  ]
  return <DataTable caption={t(`caption.${view}`)} columns={columns} rows={all} keyOf={({ key }) => key} />
}
