import { useTranslation } from 'react-i18next'
import { localText, type Language } from '#app/lib/languages.ts'
import { DataTable, type Column } from '#app/ui/data-table.tsx'
import { Section } from '#app/ui/page.tsx'
import type { ShareCounts, ShareTotal } from '../rules.ts'

const counts = ['invited', 'yes', 'waiting', 'maybe', 'no', 'none', 'people'] as const
type Row = ShareCounts & { key: string; name: string }

/** How the answers stand, by organiser of the event, and in all. */
export function ShareTotals({ totals, language }: { totals: ShareTotal[]; language: Language }) {
  const { t } = useTranslation('organising')
  const sum = (count: keyof ShareCounts) => totals.reduce((all, row) => all + row[count], 0)
  const rows: Row[] = totals.map(({ organiser, andOthers, ...row }) => {
    const { text } = localText(organiser.name, language)
    return { ...row, key: organiser.id, name: andOthers ? t('share.andOthers', { name: text }) : text }
  })
  const all = Object.fromEntries(counts.map((count) => [count, sum(count)])) as ShareCounts
  const shown = counts.filter((count) => count !== 'waiting' || all.waiting > 0)
  const columns: Column<Row>[] = [
    { header: t('share.organiser'), cell: ({ name }) => <b>{name}</b> },
    ...shown.map((count) => ({ header: t(`share.${count}`), cell: (row: Row) => row[count] })),
  ]
  return (
    <Section title={t('share.totals')}>
      <DataTable
        caption={t('share.totals')}
        columns={columns}
        rows={[...rows, { ...all, key: 'all', name: t('share.all') }]}
        keyOf={({ key }) => key}
      />
    </Section>
  )
}
