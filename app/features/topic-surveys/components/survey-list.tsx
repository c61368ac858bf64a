import { useTranslation } from 'react-i18next'
import type { LetterState } from '#app/features/mail/rules.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Segments } from '#app/ui/segments.tsx'
import { surveyListLength, surveyParts, type SurveyCounts, type SurveyPart } from '../rules.ts'

type Asked = { id: string; name: string; email: string | null; letter: LetterState | null }

/** The associations that were asked, in parts: who has answered, who has not, who was not reached. */
export function SurveyList({
  rows,
  part,
  page,
  counts,
  address,
}: {
  rows: Asked[]
  part: SurveyPart
  page: number
  counts: SurveyCounts
  address: string
}) {
  const { t } = useTranslation('topicSurveys')
  const addressOf = (wanted: SurveyPart, number = 1) => `${address}?part=${wanted}&page=${String(number)}#asked`
  return (
    <Section title={t('list.title')} id="asked">
      <Stack gap={22}>
        <Segments
          label={t('list.parts')}
          items={surveyParts.map((one) => ({
            to: addressOf(one),
            label: t(`list.part.${one}`),
            count: counts[one],
            current: one === part,
          }))}
        />
        {rows.length === 0 ? (
          <p className="mute">{t(`list.nobodyHere.${part}`)}</p>
        ) : (
          <DataTable
            caption={t(`list.part.${part}`)}
            rows={rows}
            keyOf={(row) => row.id}
            columns={[
              { header: t('list.name'), cell: (row) => <b>{row.name}</b> },
              { header: t('list.email'), cell: (row) => row.email ?? t('list.noEmail') },
              { header: t('list.letter'), cell: (row) => row.letter && t(`list.letters.${row.letter}`) },
            ]}
          />
        )}
        <Pager
          page={page}
          pages={Math.ceil(counts[part] / surveyListLength)}
          addressOf={(wanted) => addressOf(part, wanted)}
        />
      </Stack>
    </Section>
  )
}
