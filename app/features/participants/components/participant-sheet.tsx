import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import type { Language } from '#app/lib/languages.ts'
import { DataTable, type Column } from '#app/ui/data-table.tsx'
import { DateStamp } from '#app/ui/date-stamp.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Stack } from '#app/ui/page.tsx'
import type { Participant } from '../rules.ts'
import css from './participant-sheet.module.css'

/** Who comes, for paper: names and organisations, and nothing else of anybody. */
export function ParticipantSheet({
  event,
  participants,
  how,
  destroyBy,
  printed,
  language,
  tools,
}: {
  event: Pick<EventDetails, 'title' | 'startsAt' | 'timeZone'>
  participants: Participant[]
  /** Some come and some take part online. */
  how: boolean
  destroyBy: string
  printed: string
  language: Language
  /** Above the sheet, and not on paper. */
  tools: ReactNode
}) {
  const { t } = useTranslation('participants')
  const columns: Column<Participant & { row: number }>[] = [
    { header: t('sheet.name'), cell: ({ name }) => name || <span className="small">{t('sheet.unnamed')}</span> },
    { header: t('sheet.organisation'), cell: ({ organisation }) => organisation },
    ...(how
      ? [
          {
            header: t('sheet.how'),
            cell: ({ online }: Participant) => t(online ? 'sheet.online' : 'sheet.inPerson'),
          },
        ]
      : []),
  ]
  return (
    <Stack gap={26}>
      <div className={css.tools}>{tools}</div>
      <div className={css.sheet}>
        <div className={css.head}>
          <DateStamp at={event.startsAt} zone={event.timeZone} language={language} size="large" />
          <div>
            <h1>
              <Local text={event.title} language={language} />
            </h1>
            <p>{t('sheet.count', { count: participants.length })}</p>
          </div>
        </div>
        {participants.length === 0 ? (
          <p>{t('sheet.nobody')}</p>
        ) : (
          <DataTable
            caption={t('heading')}
            columns={columns}
            rows={participants.map((one, row) => ({ ...one, row }))}
            keyOf={({ row }) => String(row)}
          />
        )}
        <div className={css.foot}>
          <p>{t('sheet.destroy', { day: destroyBy })}</p>
          <p>{t('sheet.printed', { day: printed })}</p>
        </div>
      </div>
    </Stack>
  )
}
