import { useTranslation } from 'react-i18next'
import { DataTable, type Column } from '#app/ui/data-table.tsx'
import type { ComingParty } from '../queries.server.ts'

type Row = ComingParty & {
  /** How many of them take part online. */
  far: number
  /** Required questions without an answer. */
  missing: number
}

/** Who comes, one party a line, with names as far as they were told. */
export function ComingTable({ rows, online, asks }: { rows: Row[]; online: boolean; asks: boolean }) {
  const { t } = useTranslation('participants')
  const names = ({ guests, people }: Row) => {
    const named = guests.filter(({ name }) => name !== '')
    if (named.length === 0) return t('noNames')
    const told = named.map(({ name, online: far }) => (far && online ? t('nameOnline', { name }) : name)).join(', ')
    const rest = people - named.length
    return rest > 0 ? `${told} ${t('unnamed', { count: rest })}` : told
  }
  const columns: Column<Row>[] = [
    { header: t('columns.organisation'), cell: ({ name }) => name },
    {
      header: t('columns.people'),
      cell: ({ people, place }) =>
        place === 'waiting' || place === 'offered' ? `${String(people)}, ${t('waiting')}` : people,
    },
    ...(online ? [{ header: t('columns.online'), cell: ({ far }: Row) => far }] : []),
    { header: t('columns.names'), cell: names },
    ...(asks ? [{ header: t('columns.missing'), cell: ({ missing }: Row) => missing }] : []),
  ]
  if (rows.length === 0) return <p>{t('nobody')}</p>
  return <DataTable caption={t('caption.organisation')} columns={columns} rows={rows} keyOf={({ id }) => id} />
}
