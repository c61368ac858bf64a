import { useTranslation } from 'react-i18next'

/** How many of those who come take part online; nothing when nobody does. */
export function SavedOnline({ online, people }: { online: number; people: number }) {
  const { t } = useTranslation('guests')
  if (online === 0) return null
  return <p>{online === people ? t('allOnline') : t('sayOnline', { count: online })}</p>
}
