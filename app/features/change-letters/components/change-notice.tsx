import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row } from '#app/ui/page.tsx'
import type { ChangeNews } from '../queries.server.ts'

/** To how many a change is told and when, with the two ways to decide otherwise; or what became of it. */
export function ChangeNotice({
  news,
  eventId,
  back,
  zone,
  language,
}: {
  news: ChangeNews | null
  eventId: string
  /** The page that the press comes back to. */
  back: 'event' | 'invitations'
  zone: string
  language: Language
}) {
  const { t } = useTranslation('changeLetters')
  if (!news) return null
  const { id, kind, state, count, dueAt, decidedAt, decidedBy, what } = news
  const when = (at: number) => ({ day: weekdayAndDay(at, zone, language), time: clock(at, zone, language) })
  if (kind === 'cancellation') {
    const open = state !== 'sent'
    return <Notice tone={open ? 'info' : 'ok'} title={t(open ? 'cancelling' : 'cancelled', { count })} />
  }
  if (state === 'dropped') {
    const by = decidedBy === null ? 'dropped' : 'droppedBy'
    return <Notice title={t(by, { ...when(decidedAt ?? dueAt), name: decidedBy ?? '' })}>{t('droppedText')}</Notice>
  }
  if (state === 'sent') return <Notice tone="ok" title={t('sent', { count, ...when(dueAt) })} />
  if (state === 'sending') return <Notice title={t('sending', { count })} />
  const named = what.time ? (what.place ? 'both' : 'time') : what.place ? 'place' : 'agenda'
  return (
    <Notice
      tone="warn"
      title={t('waiting', { count, ...when(dueAt) })}
      actions={
        <Form method="post" action={`/events/${eventId}/invitations/changes`}>
          <input type="hidden" name="change" value={id} />
          <input type="hidden" name="back" value={back} />
          <Row gap={12}>
            <Button name="decision" value="send" small>
              {t('send')}
            </Button>
            <Button name="decision" value="drop" variant="outlined" small>
              {t('drop')}
            </Button>
          </Row>
        </Form>
      }
    >
      {t(`what.${named}`)} {t('waitingText')}
    </Notice>
  )
}
