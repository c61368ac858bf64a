import { useTranslation } from 'react-i18next'
import type { SavedState } from '#app/live/saved-state.ts'
import { Notice } from '#app/ui/notice.tsx'

type Refused = Extract<SavedState, { state: 'refused' }>

/** Why editing has ended here, what is safe, and the way on. */
export function RefusedNotice({ reason }: { reason: Refused['reason'] }) {
  const { t } = useTranslation('live')
  return (
    <Notice
      tone="alert"
      role="alert"
      title={t(`refused.${reason}.title`)}
      actions={<a href="?">{t('refused.reload')}</a>}
    >
      {t(`refused.${reason}.text`)}
    </Notice>
  )
}
