import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import type { Language } from '#app/lib/languages.ts'
import { Local } from '#app/ui/local-text.tsx'
import { Notice, type NoticeTone } from '#app/ui/notice.tsx'
import type { Refusal } from '../rules.ts'

type Told = Refusal | { reason: 'tooOften' }

/** Why an answer is not taken, what still holds, and whom to ask. */
export function RefusalNotice({
  refusal,
  event,
  language,
  until,
  contact,
  holds,
}: {
  refusal: Told
  event: EventDetails
  language: Language
  /** The last moment to answer, in words. */
  until: string | null
  contact: ReactNode
  /** That the earlier answer still holds. */
  holds?: string | undefined
}) {
  const { t } = useTranslation(['invitations', 'seats'])
  const { tone, title, text, ask } = saying(refusal, t, until)
  return (
    <Notice tone={tone} title={title} role="alert">
      {text} {holds}
      {refusal.reason === 'cancelled' && event.cancelReason && (
        <p>
          <Local text={event.cancelReason} language={language} />
        </p>
      )}
      {ask && <p>{contact}</p>}
    </Notice>
  )
}

type Saying = { tone: NoticeTone; title: string; text: string; ask: boolean }

function saying(refusal: Told, t: TFunction<['invitations', 'seats']>, until: string | null): Saying {
  switch (refusal.reason) {
    case 'withdrawn':
      return { tone: 'info', title: t('refusals.withdrawn'), text: t('refusals.withdrawnText'), ask: true }
    case 'cancelled':
      return { tone: 'alert', title: t('refusals.cancelled'), text: t('refusals.cancelledText'), ask: true }
    case 'over':
      return { tone: 'info', title: t('refusals.over'), text: t('refusals.overText'), ask: false }
    case 'tooLate':
      return {
        tone: 'warn',
        title: t('refusals.tooLate', { until: until ?? '' }),
        text: t('refusals.tooLateText'),
        ask: true,
      }
    case 'full': {
      const { seatsLeft, wanted } = refusal
      const title = seatsLeft === 0 ? t('refusals.full') : t('refusals.tooMany', { count: seatsLeft, wanted })
      return { tone: 'warn', title, text: seatsLeft === 0 ? t('rsvp.fullText') : '', ask: false }
    }
    case 'overLimit': {
      const { most, wanted } = refusal
      return { tone: 'warn', title: t('seats:refusals.overLimit', { count: most, wanted }), text: '', ask: false }
    }
    case 'tooOften':
      return { tone: 'warn', title: t('refusals.tooOften'), text: t('refusals.tooOftenText'), ask: false }
  }
}
