import { useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'

const dones = ['saved', 'removed', 'started'] as const

/** On the agenda, after a form: what became of it. */
export function FormNews() {
  const { t } = useTranslation(['itemForm', 'templates'])
  const [query] = useSearchParams()
  if (query.get('kept') !== null) {
    return (
      <Notice tone="warn" role="status">
        {t('itemForm:kept')}
      </Notice>
    )
  }
  const done = dones.find((each) => each === query.get('done'))
  if (!done) return null
  return (
    <Notice tone="ok" role="status">
      {done === 'started' ? t('templates:done') : t(`itemForm:${done}`)}
    </Notice>
  )
}
