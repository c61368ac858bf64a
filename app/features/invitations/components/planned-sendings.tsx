import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section } from '#app/ui/page.tsx'

/** Sendings that wait for their time, each with the way to change it or call it off. */
export function PlannedSendings({
  planned,
  zone,
  language,
  address,
}: {
  planned: { id: string; sendAt: number | null; total: number }[]
  zone: string
  language: Language
  /** Of the page of invitations. */
  address: string
}) {
  const { t } = useTranslation('letterTexts')
  if (planned.length === 0) return null
  return (
    <Section title={t('planned.title')}>
      <Lines>
        {planned.map(({ id, sendAt, total }) => {
          const at = sendAt ?? 0
          const said = { day: weekdayAndDay(at, zone, language), time: clock(at, zone, language) }
          const line = t('planned.line', { count: total, ...said })
          return (
            <Line
              key={id}
              action={
                <Link to={`${address}/planned/${id}`} aria-label={t('planned.changeOf', { line })}>
                  {t('planned.change')}
                </Link>
              }
            >
              {line}
            </Line>
          )
        })}
      </Lines>
    </Section>
  )
}
