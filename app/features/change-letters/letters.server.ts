import { eventBlock, eventLines } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { signature } from '#app/features/invitations/letters.server.ts'
import type { InvitationRow } from '#app/features/invitations/queries.server.ts'
import { voiceOf } from '#app/features/invitations/rules.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, clockRange, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { placeDiffers, timeDiffers, type OwnItem, type Schedule } from './rules.ts'

/** Who is told, and what of the agenda is theirs and changed. */
export type Told = Pick<InvitationRow, 'recipientKind' | 'name' | 'language' | 'answer'> & {
  linkId: string
  items: OwnItem[]
}

/**
 * What was and what is now: time, place, and the reader's own items of the agenda, in one letter however many edits it was.
 * @param was time and place as they were known; null: only the agenda changed
 */
export function changeLetter(
  event: EventDetails,
  { was, now }: { was: Schedule | null; now: number },
  told: Told,
): Letter {
  const { language, recipientKind, answer, items } = told
  const t = words(language)
  const voice = voiceOf(recipientKind)
  const organiser = localText(event.organiserName, language).text
  const what = {
    time: was !== null && timeDiffers(was, event),
    place: was !== null && placeDiffers(was, event),
  }
  const named = what.time ? (what.place ? 'both' : 'time') : what.place ? 'place' : 'agenda'
  const rows = was === null ? [] : scheduleRows(was, event, what, language)
  const closed = event.answerBy !== null && now > event.answerBy
  const next = answer === 'none' ? 'notAnswered' : 'answered'
  return composeLetter({
    language,
    subject: t(`letters:changes.subject.${named}`, {
      title: localText(event.title, language).text,
      day: weekdayAndDay(event.startsAt, event.timeZone, language),
    }),
    preheader: rows.map(({ term, text }) => `${term}: ${text}`).join(' ') || t('letters:changes.own'),
    blocks: [
      { kind: 'lead', text: told.name },
      eventBlock(event, language),
      ...(rows.length === 0 ? [] : [heading(t('letters:changes.heading')), { kind: 'rows', rows } satisfies Block]),
      ...(items.length === 0
        ? []
        : [
            heading(t('letters:changes.own')),
            { kind: 'rows', rows: items.map((item) => itemRow(item, event.timeZone, language)) } satisfies Block,
          ]),
      {
        kind: 'paragraph',
        text: closed
          ? t(`letters:changes.${voice}.closed`)
          : t(`letters:changes.${voice}.${next}`, {
              answer: answer === 'none' ? '' : t(`letters:invitations.${voice}.${answer}`),
            }),
      },
      { kind: 'button', label: t('letters:changes.open'), href: linkPlaceholder(told.linkId) },
      ...signature(event.convener, organiser, language),
    ],
    footer: { text: t(`letters:invitations.footer.${recipientKind}`, { organiser }) },
  })
}

/** The event does not take place, and why. */
export function cancellationLetter(event: EventDetails, told: Omit<Told, 'items'>): Letter {
  const { language, recipientKind } = told
  const t = words(language)
  const organiser = localText(event.organiserName, language).text
  const reason = localText(event.cancelReason ?? {}, language)
  const text = t('letters:changes.cancelled.text', { organiser })
  return composeLetter({
    language,
    subject: t('letters:changes.cancelled.subject', {
      title: localText(event.title, language).text,
      day: weekdayAndDay(event.startsAt, event.timeZone, language),
    }),
    preheader: text,
    blocks: [
      { kind: 'lead', text: told.name },
      eventBlock(event, language),
      heading(t('letters:changes.cancelled.heading')),
      ...(reason.text === '' ? [] : [{ kind: 'paragraph', text: reason.text, lang: reason.lang } satisfies Block]),
      { kind: 'paragraph', text },
      { kind: 'link', label: t('letters:changes.open'), href: linkPlaceholder(told.linkId) },
      ...signature(event.convener, organiser, language),
    ],
    footer: { text: t(`letters:invitations.footer.${recipientKind}`, { organiser }) },
  })
}

function heading(text: string): Block {
  return { kind: 'heading', text }
}

function scheduleRows(was: Schedule, event: EventDetails, what: { time: boolean; place: boolean }, language: Language) {
  const t = words(language)
  const zone = event.timeZone
  const time = ({ startsAt, endsAt }: Schedule) =>
    `${weekdayAndDay(startsAt, zone, language)} ${clockRange(startsAt, endsAt, zone, language)}`
  const place = (at: Schedule) => eventLines({ ...event, ...at }, language).join('\n')
  return [
    ...(what.time
      ? [
          { term: t('letters:changes.time.was'), text: time(was) },
          { term: t('letters:changes.time.is'), text: time(event) },
        ]
      : []),
    ...(what.place
      ? [
          { term: t('letters:changes.place.was'), text: place(was) },
          { term: t('letters:changes.place.is'), text: place(event) },
        ]
      : []),
  ]
}

/** One item of the reader's: its clock, and what else differs. */
function itemRow({ was, is }: OwnItem, zone: string, language: Language) {
  const t = words(language)
  const at = (moment: number) => clock(moment, zone, language)
  const title = (is ?? was)?.title ?? ''
  if (is === null) return { term: title, text: t('letters:changes.item.gone') }
  const minutes = (is.endsAt - is.startsAt) / 60_000
  if (was === null) return { term: title, text: t('letters:changes.item.came', { time: at(is.startsAt), minutes }) }
  const lines = [
    at(was.knownAt) === at(is.startsAt)
      ? t('letters:changes.item.stays', { time: at(is.startsAt), minutes })
      : t('letters:changes.item.moved', { was: at(was.knownAt), time: at(is.startsAt), minutes }),
    ...(was.title.trim() === is.title.trim() ? [] : [t('letters:changes.item.title', { was: was.title })]),
    ...(was.place.trim() === is.place.trim() || is.place.trim() === ''
      ? []
      : [t('letters:changes.item.place', { place: is.place })]),
    ...(was.presenter.trim() === is.presenter.trim() || is.presenter.trim() === ''
      ? []
      : [t('letters:changes.item.presenter', { presenter: is.presenter })]),
  ]
  return { term: title, text: lines.join(' ') }
}
