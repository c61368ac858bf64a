import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'

/** What moved in the queue: seats are kept for a while, are given, or were kept in vain; or what a draw gave. */
export type QueueNews =
  | { kind: 'seatOffered'; until: number }
  | { kind: 'seatGiven' }
  | { kind: 'offerLapsed' }
  | { kind: 'drawnSeat' }
  | { kind: 'drawnQueue'; place: number }

/** Tells one who stood in the queue that it is their turn, or that it is over. */
export function seatLetter(
  event: EventDetails,
  news: QueueNews,
  recipient: { name: string; language: Language; voice: 'group' | 'person'; people: number; linkId: string },
): Letter {
  const { language, voice, people } = recipient
  const { kind } = news
  const t = words(language)
  const address = linkPlaceholder(recipient.linkId)
  const title = localText(event.title, language).text
  const organiser = localText(event.organiserName, language).text
  const until =
    kind === 'seatOffered'
      ? t('letters:invitations.dayAndTime', {
          day: weekdayAndDay(news.until, event.timeZone, language),
          time: clock(news.until, event.timeZone, language),
        })
      : ''
  const isDrawn = kind === 'drawnSeat' || kind === 'drawnQueue'
  const place = kind === 'drawnQueue' ? news.place : 0
  const heading = t(`letters:seats.${voice}.${kind}.heading`, { count: people, place })
  const text = t(`letters:seats.${voice}.${kind}.text`, { until, place })
  const choices: Block =
    kind === 'seatOffered'
      ? {
          kind: 'choices',
          choices: [
            { label: t(`letters:seats.${voice}.take`), href: `${address}?answer=yes`, filled: true },
            { label: t(`letters:seats.${voice}.giveBack`), href: `${address}?answer=no`, filled: false },
          ],
        }
      : { kind: 'button', label: t('letters:seats.open'), href: address }
  return composeLetter({
    language,
    subject: t(`letters:seats.${kind}`, { title }),
    preheader: heading,
    blocks: [
      { kind: 'lead', text: recipient.name },
      eventBlock(event, language),
      { kind: 'heading', text: heading },
      { kind: 'paragraph', text },
      choices,
      {
        kind: 'signature',
        lines: [t('letters:invitations.regards'), ...(event.convener ? [event.convener.name] : []), organiser],
      },
    ],
    footer: { text: t(isDrawn ? 'letters:seats.drawFooter' : 'letters:seats.footer', { organiser, title }) },
  })
}
