import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'

/** What a guest is told before choosing: that seats are drawn, among how many, and what its group and organisation can get. */
export function SeatTerms({
  voice,
  draw,
  asked,
  seats,
  quota,
  limit,
}: {
  voice: 'group' | 'person'
  /** When seats are drawn, in words; null: they are not. */
  draw: string | null
  /** How many people have asked for a seat of the draw, for how many seats. */
  asked: number
  seats: number
  /** The most seats of the reader's group; null: no quota. */
  quota: number | null
  /** The most people of the reader's organisation; null: no limit. */
  limit: number | null
}) {
  const { t } = useTranslation('seats')
  const bounds = [
    limit === null ? null : t(`voice.${voice}.limit`, { count: limit }),
    quota === null ? null : t(`voice.${voice}.quota`, { count: quota }),
  ].filter((each) => each !== null)
  return (
    <>
      {draw !== null && (
        <Notice title={t('terms.draw', { when: draw })}>
          {t('terms.drawText')} {t('terms.asked', { count: asked })} {t('terms.seats', { count: seats })}
        </Notice>
      )}
      {bounds.length > 0 && <p>{bounds.join(' ')}</p>}
    </>
  )
}
