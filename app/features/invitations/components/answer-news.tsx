import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '#app/ui/status.tsx'

/** Others' doings are told at most once in this time (A11Y-4). */
const quietFor = 10_000

/** Says politely how many answers have come while the page was open. */
export function AnswerNews({ answered }: { answered: number }) {
  const { t } = useTranslation('invitations')
  const told = useRef({ answered, at: -quietFor })
  const [news, setNews] = useState(0)
  useEffect(() => {
    const fresh = answered - told.current.answered
    if (fresh <= 0) {
      told.current.answered = answered
      return
    }
    const tell = () => {
      told.current = { answered, at: performance.now() }
      setNews(fresh)
    }
    const timer = setTimeout(tell, Math.max(0, told.current.at + quietFor - performance.now()))
    return () => {
      clearTimeout(timer)
    }
  }, [answered])
  return <LiveRegion hidden>{news > 0 ? t('list.newAnswers', { count: news }) : null}</LiveRegion>
}
