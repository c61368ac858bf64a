import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** Says when the agenda has become too long, once: the notice stands above, where one who types does not hear of it. */
export function useOverrunNews(over: number, say: (words: string) => void): void {
  const { t } = useTranslation('agenda')
  const before = useRef(over)
  useEffect(() => {
    if (over > 0 && before.current === 0) say(t('overrun.title', { count: over }))
    before.current = over
  }, [over, say, t])
}
