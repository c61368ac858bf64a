import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import type { InvitationRow } from '#app/features/invitations/queries.server.ts'
import { voiceOf, type Voice } from '#app/features/invitations/rules.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import type { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, clockRange, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { Table } from './rules.ts'

/** What happened to a guest at a table. `tableMoved`: the convener gave them seats at this one instead of another. */
export type TableNews =
  | { kind: 'tableOffered'; until: number }
  | { kind: 'tableGiven' }
  | { kind: 'tableLapsed' }
  | { kind: 'tableMoved'; from: { letter: string; title: string } }

/** The letter of this news about a table for the outbox; null: there is no address to write to. */
export function tableLetter(
  event: EventDetails,
  news: TableNews,
  table: Table & { startsAt: number; endsAt: number },
  /** How many of the guest's party it is about, and how many letters of this kind they have had: tables have no link of their own. */
  at: { people: number; before: number },
  invitation: Pick<InvitationRow, 'id' | 'name' | 'email' | 'language' | 'linkId' | 'recipientKind'>,
  now: number,
): Parameters<typeof queueLetter>[1] | null {
  const { email, linkId, language } = invitation
  if (email === null || linkId === null) return null
  return {
    kind: news.kind,
    subjectId: invitation.id,
    recipient: email,
    revision: at.before + 1,
    language,
    letter: lettered(event, news, table, {
      language,
      linkId,
      name: invitation.name,
      voice: voiceOf(invitation.recipientKind),
      people: at.people,
    }),
    ...letterhead(event, language),
    now,
    notAfter: news.kind === 'tableOffered' ? news.until : event.endsAt,
  }
}

/** Which table, when it is, what moved there, and until when an offer stands. */
function lettered(
  event: EventDetails,
  news: TableNews,
  table: Table & { startsAt: number; endsAt: number },
  recipient: { name: string; language: Language; voice: Voice; people: number; linkId: string },
): Letter {
  const { language, voice, people } = recipient
  const { kind } = news
  const t = words(language)
  const title = localText(event.title, language).text
  const organiser = localText(event.organiserName, language).text
  const named = `${table.letter} ${table.title}`
  const until =
    kind === 'tableOffered'
      ? t('letters:invitations.dayAndTime', {
          day: weekdayAndDay(news.until, event.timeZone, language),
          time: clock(news.until, event.timeZone, language),
        })
      : ''
  const from = kind === 'tableMoved' ? `${news.from.letter} ${news.from.title}` : ''
  const heading = t(`letters:tablePlaces.${kind}.heading`, { count: people })
  const address = `${linkPlaceholder(recipient.linkId)}/tables`
  return composeLetter({
    language,
    subject: t(`letters:tablePlaces.${kind}.subject`, { table: named, title }),
    preheader: heading,
    blocks: [
      { kind: 'lead', text: recipient.name },
      eventBlock(event, language),
      { kind: 'heading', text: heading },
      {
        kind: 'rows',
        rows: [
          { term: clockRange(table.startsAt, table.endsAt, event.timeZone, language), text: named },
          ...[table.presenter, table.place].filter(Boolean).map((text) => ({ term: '', text })),
        ],
      },
      { kind: 'paragraph', text: t(`letters:tablePlaces.${kind}.${voice}`, { until, from }) },
      { kind: 'button', label: t(`letters:tablePlaces.${kind === 'tableOffered' ? 'answer' : 'open'}`), href: address },
      {
        kind: 'signature',
        lines: [t('letters:invitations.regards'), ...(event.convener ? [event.convener.name] : []), organiser],
      },
    ],
    footer: { text: t('letters:tablePlaces.footer', { organiser, title }) },
  })
}
