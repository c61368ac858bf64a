import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { DrawRecord as Drawn } from '../queries.server.ts'
import css from './draw-record.module.css'

/** A draw that was held: who was drawn in what order, and how anybody can draw it again and see that it was fair. */
export function DrawRecord({
  draw,
  when,
  checked,
  check,
}: {
  draw: Drawn
  /** In words. */
  when: string
  /** The reader has asked whether drawing it again gives the same. */
  checked: boolean
  /** Where that is asked. */
  check: string
}) {
  const { t } = useTranslation('draws')
  const { drawn, seed, repeated, input } = draw
  const rows = drawn.map((row, index) => ({ ...row, place: index + 1 }))
  if (rows.length === 0) {
    return (
      <Section title={t('record.title')} level={3} id="draw">
        <p>
          {t('record.held', { when })} {t('record.empty')}
        </p>
      </Section>
    )
  }
  const seated = rows.filter((row) => row.seated).length
  return (
    <Section title={t('record.title')} level={3} id="draw">
      <Stack gap={26}>
        <p>
          {t('record.held', { when })} {t('record.result', { parties: rows.length, seated })}
        </p>
        {checked && (
          <Notice
            tone={repeated ? 'ok' : 'alert'}
            role="status"
            title={t(repeated ? 'record.matches' : 'record.differs')}
          />
        )}
        <div>
          <ButtonLink to={check} variant="outlined">
            {t('record.check')}
          </ButtonLink>
        </div>
        <DataTable
          caption={t('record.caption')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { header: t('record.place'), cell: ({ place }) => place },
            { header: t('record.who'), cell: ({ name }) => <b>{name ?? t('record.unknown')}</b> },
            { header: t('record.people'), cell: ({ people }) => people },
            { header: t('record.outcome'), cell: (row) => t(row.seated ? 'record.seat' : 'record.queue') },
          ]}
        />
        <details className={css.how}>
          <summary>{t('record.how')}</summary>
          <Stack gap={14}>
            <p>{t('record.how1')}</p>
            <p>{t('record.how2')}</p>
            <p>{t('record.how3')}</p>
            <Facts rows={[{ term: t('record.seed'), text: <code className={css.code}>{seed}</code> }]} />
            <p>{t('record.ids')}</p>
            <ol className={css.code}>
              {input.tickets.map(({ id }) => (
                <li key={id}>{id}</li>
              ))}
            </ol>
          </Stack>
        </details>
      </Stack>
    </Section>
  )
}
