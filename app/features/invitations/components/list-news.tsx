import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'

/** What the press before this page did. */
export function ListNews({
  withdrawn,
  recorded,
  reminded,
  sent,
}: {
  withdrawn: boolean
  recorded: boolean
  /** How many are reminded; null: nobody was. */
  reminded: number | null
  /** How many letters the sending has; null: none was made. */
  sent: number | null
}) {
  const { t } = useTranslation('invitations')
  return (
    <>
      {withdrawn && <Notice tone="ok" title={t('refusals.withdrawn')} role="status" />}
      {recorded && <Notice tone="ok" title={t('record.done')} role="status" />}
      {reminded !== null && <Notice tone="ok" title={t('remind.started', { count: reminded })} role="status" />}
      {sent !== null && <Notice tone="ok" title={t('list.sendingStarted', { count: sent })} role="status" />}
    </>
  )
}
