import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { DataTable, type Column } from '#app/ui/data-table.tsx'
import type { SharedInvitation } from '../queries.server.ts'
import type { SharePart } from '../rules.ts'

/** The invited of one's own area: names and answers, no addresses and no messages. */
export function ShareList({
  rows,
  part,
  zone,
  language,
}: {
  rows: SharedInvitation[]
  part: SharePart
  zone: string
  language: Language
}) {
  const { t } = useTranslation('invitations')
  const who: Column<SharedInvitation> = {
    header: t('list.who'),
    cell: (row) => (
      <>
        <b>{row.name}</b>
        <br />
        <span className="small mute">{t(`kinds.${row.recipientKind}`)}</span>
      </>
    ),
  }
  const waits = ({ place }: SharedInvitation) => place === 'waiting' || place === 'offered'
  const answered: Column<SharedInvitation>[] = [
    { header: t('list.answer'), cell: (row) => t(waits(row) ? 'list.waiting' : `list.said.${row.answer}`) },
    { header: t('list.people'), cell: (row) => (row.answer === 'yes' ? row.people : null) },
    {
      header: t('list.when'),
      cell: ({ answeredAt }) =>
        answeredAt !== null &&
        t('rsvp.dayAndTime', { day: shortDay(answeredAt, zone, language), time: clock(answeredAt, zone, language) }),
    },
  ]
  if (rows.length === 0) return <p>{t(`list.nobodyHere.${part}`)}</p>
  return (
    <DataTable
      caption={t(`list.caption.${part}`)}
      columns={part === 'answered' ? [who, ...answered] : [who]}
      rows={rows}
      keyOf={({ id }) => id}
    />
  )
}
