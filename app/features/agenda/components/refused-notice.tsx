import { useTranslation } from 'react-i18next'
import type { SavedState } from '#app/live/saved-state.ts'
import { Notice } from '#app/ui/notice.tsx'

/** Why editing has ended here, what is safe, and the way on. Nothing while it goes on. */
export function RefusedNotice({ saved }: { saved: SavedState }) {
  const { t } = useTranslation('live')
  if (saved.state === 'kept') {
    // No way to load the page anew: without storage, what waits lives in this tab only.
    return (
      <Notice tone="warn" role="alert" title={t('kept.title')}>
        {t('kept.text', { count: saved.changes })}
      </Notice>
    )
  }
  if (saved.state !== 'refused') return null
  const title =
    saved.reason === 'edit' ? t('refused.edit.title', { count: saved.changes }) : t(`refused.${saved.reason}.title`)
  return (
    <Notice tone="alert" role="alert" title={title} actions={<a href="?">{t('refused.reload')}</a>}>
      {t(`refused.${saved.reason}.text`)}
    </Notice>
  )
}
