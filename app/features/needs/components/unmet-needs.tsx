import { useTranslation } from 'react-i18next'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Notice } from '#app/ui/notice.tsx'
import { unmetBy, type NeedCounts } from '../rules.ts'

/** What the venue cannot do, with a way out: told before anybody is invited, and louder once somebody needs it. */
export function UnmetNeeds({
  venue,
  counts,
  language,
}: {
  venue: { name: LocalText; access: { stepFree: boolean; inductionLoop: boolean } }
  /** Null: nobody was asked yet. */
  counts: NeedCounts | null
  language: Language
}) {
  const { t } = useTranslation('needs')
  const unmet = unmetBy(venue)
  if (unmet.length === 0) return null
  const needed = unmet.some((kind) => (counts?.kinds[kind] ?? 0) > 0)
  return (
    <Notice tone={needed ? 'alert' : 'warn'} title={t('page.unmet.title')}>
      {unmet.map((kind) => t(`page.unmet.${kind}`, { venue: localText(venue.name, language).text })).join(' ')}
    </Notice>
  )
}
