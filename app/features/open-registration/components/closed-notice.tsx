import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import type { Language } from '#app/lib/languages.ts'
import { Local } from '#app/ui/local-text.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { ClosedReason } from '../rules.ts'

/** Why nobody can sign up here now, and what to do instead. */
export function ClosedNotice({
  reason,
  event,
  language,
  until,
  contact,
}: {
  reason: ClosedReason
  event: EventDetails
  language: Language
  /** When it closed, in words. */
  until: string
  /** Whom to ask. */
  contact: ReactNode
}) {
  const { t } = useTranslation('openRegistration')
  return (
    <Notice tone={reason === 'cancelled' ? 'alert' : 'info'} title={t(`closed.${reason}`, { until })}>
      {t(`closed.${reason}Text`)}
      {reason === 'cancelled' && event.cancelReason && (
        <p>
          <Local text={event.cancelReason} language={language} />
        </p>
      )}
      <p>{reason === 'over' ? <Link to="/calendar">{t('closed.calendar')}</Link> : contact}</p>
    </Notice>
  )
}
