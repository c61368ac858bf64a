import { useTranslation } from 'react-i18next'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'

/** Tells one who answers that several organisers hear of it, and which of them what. */
export function ShareNote({
  event,
  language,
}: {
  event: { organiserName: LocalText; coOrganisers: { name: LocalText }[] }
  language: Language
}) {
  const { t } = useTranslation('organising')
  if (event.coOrganisers.length === 0) return null
  const names = [event.organiserName, ...event.coOrganisers.map(({ name }) => name)]
  return (
    <p className="small mute">
      {t('note.text', { organisers: names.map((name) => localText(name, language).text).join(', ') })}
    </p>
  )
}
