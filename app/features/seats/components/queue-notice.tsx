import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'

type Refusal = { reason: 'notWaiting' | 'over' | 'beforeDraw' } | { reason: 'noSeats'; free: number; wanted: number }
type Props = { name: string | null; place?: number; offered?: true; refusal?: Refusal }

/** What came of a press in the queue. */
export function QueueNotice({ name, place, offered, refusal }: Props) {
  const { t } = useTranslation('seats')
  const who = { name: name ?? '' }
  if (place !== undefined) return <Notice tone="ok" role="status" title={t('queue.moved', { ...who, place })} />
  if (offered) return <Notice tone="ok" role="status" title={t('queue.offeredNow', who)} />
  if (refusal?.reason === 'noSeats') {
    const { free, wanted } = refusal
    return <Notice tone="warn" role="alert" title={t('queue.noSeats', { count: free, wanted })} />
  }
  if (refusal?.reason === 'beforeDraw') return <Notice tone="warn" role="alert" title={t('queue.beforeDraw')} />
  if (refusal?.reason === 'over') return <Notice tone="warn" role="alert" title={t('queue.over')} />
  const gone = name === null ? t('queue.notWaitingAny') : t('queue.notWaiting', who)
  return <Notice tone="warn" role="alert" title={gone} />
}
