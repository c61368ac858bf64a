import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import type { inviteRefusalOf } from '../rules.ts'

/** Says why nobody can be invited now. */
export function InviteRefusal({
  refusal,
  eventId,
}: {
  refusal: ReturnType<typeof inviteRefusalOf> | 'cancelled'
  eventId: string
}) {
  const { t } = useTranslation(['letterTexts', 'invitations'])
  if (refusal === null) return null
  return (
    <Notice
      tone="warn"
      role="alert"
      title={t(`refusals.${refusal}`)}
      actions={refusal === 'notPublished' && <Link to={`/events/${eventId}`}>{t('invitations:list.toEvent')}</Link>}
    >
      {refusal === 'notPublished' && t('refusals.notPublishedText')}
    </Notice>
  )
}
