import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import { useGuestError, type GuestError } from './guest-fields.tsx'

/** On top of the page: what kept the rows of guests from being saved, as the way to them. */
export function GuestsNotSaved({ error, holds }: { error: GuestError; holds: string }) {
  const { t } = useTranslation('guests')
  const words = useGuestError(error)
  const field = error === 'answeredByLong' ? '#answered-by' : '#guests'
  return (
    <Notice tone="alert" role="alert" title={t('notSaved')} actions={<a href={field}>{words}</a>}>
      {holds}
    </Notice>
  )
}
