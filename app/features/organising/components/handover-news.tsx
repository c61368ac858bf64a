import { useTranslation } from 'react-i18next'
import { dayAndYear } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'

/** That the event has another convener than before, for those who plan it. */
export function HandoverNews({
  from,
  to,
  at,
  zone,
  language,
}: {
  from: string | null
  to: string
  at: number
  zone: string
  language: Language
}) {
  const { t } = useTranslation('organising')
  const day = dayAndYear(at, zone, language)
  return (
    <p className="small mute">
      {from === null ? t('conveners.first', { day, to }) : t('conveners.changed', { day, from, to })}
    </p>
  )
}
