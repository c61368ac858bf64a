import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'

const never = () => () => undefined

/** Opens the browser's print window; without script nobody is shown a button that does nothing. */
export function PrintButton() {
  const { t } = useTranslation('sheet')
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!scripted) return null
  return (
    <Button type="button" onClick={() => window.print()}>
      {t('print')}
    </Button>
  )
}
