import { useTranslation } from 'react-i18next'

/** Whom the invited may ask: the convener, or the organiser when there is none. */
export function WhomToAsk({
  convener,
  organiser,
}: {
  convener: { name: string; title: string | null; email: string } | null
  organiser: string
}) {
  const { t } = useTranslation('invitations')
  if (!convener) return <>{t('rsvp.askOrganiser', { organiser })}</>
  return (
    <>
      {t('rsvp.ask')} {convener.title ? `${convener.name}, ${convener.title}` : convener.name},{' '}
      <a href={`mailto:${convener.email}`}>{convener.email}</a>
    </>
  )
}
