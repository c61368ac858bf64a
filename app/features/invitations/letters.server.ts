import { timed, type AgendaItem } from '#app/features/agenda/rules.ts'
import { tableLine, tablesOf } from '#app/features/agenda-sheet/rules.ts'
import type { Recipient } from '#app/features/directory/rules.ts'
import { eventBlock, eventLines } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import type { Signer } from '#app/features/letter-texts/letters.server.ts'
import {
  emptyVersion,
  filled,
  versionFor,
  type LetterTexts,
  type PlaceholderFacts,
} from '#app/features/letter-texts/rules.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { InvitationRow } from './queries.server.ts'
import { doorCode, givenAnswers, voiceOf, type GivenAnswer } from './rules.ts'

/** What is the same in all invitations of a sending. */
export type InvitationFacts = {
  event: EventDetails
  letter: LetterTexts
  agenda: AgendaItem[]
}

/** Rows of the programme that a letter shows; the rest is behind its link. */
const agendaRows = 8

/** Sender and answer address of an event's letters: the organiser's name, the convener's own address. */
export function letterhead(event: EventDetails, language: Language): { fromName: string; replyTo?: string } {
  const fromName = localText(event.organiserName, language).text
  return event.convener ? { fromName, replyTo: event.convener.email } : { fromName }
}

/**
 * The invitation: who calls, day and place, what the convener wrote, three links that open the page with the answer chosen,
 * a short programme. Who has no version in their own language gets what was written in another one, among words of their own.
 */
export function invitationLetter(
  facts: InvitationFacts,
  recipient: Pick<Recipient, 'kind' | 'name' | 'language'> & { linkId: string },
): Letter {
  const { event, agenda } = facts
  const { language, kind } = recipient
  const t = words(language)
  const voice = voiceOf(kind)
  const at = factsIn(event, language)
  const address = linkPlaceholder(recipient.linkId)
  const { version, language: lang } = versionFor(facts.letter, language) ?? { version: emptyVersion, language }
  const typed = placeholderFacts(event, recipient.name, lang)
  const wrote = (text: string) => paragraphs(text, typed, lang)
  const question = t(`letters:invitations.${voice}.question`)
  const answerBy = event.answerBy === null ? null : answerByIn(event, event.answerBy, language)
  return composeLetter({
    language,
    subject: filled(version.subject, typed),
    preheader: answerBy
      ? t('letters:invitations.preheaderBy', { question, answerBy })
      : t('letters:invitations.preheader', { question }),
    blocks: [
      { kind: 'lead', text: t('letters:invitations.lead', { organiser: at.organiser, name: recipient.name }) },
      eventBlock(event, language),
      ...wrote(version.greeting),
      ...wrote(version.body),
      ...(version.summary.trim() === ''
        ? []
        : [{ kind: 'heading', text: t('letters:texts.summaryHeading') } satisfies Block, ...wrote(version.summary)]),
      { kind: 'heading', text: question },
      {
        kind: 'choices',
        choices: givenAnswers.map((answer) => ({
          label: t(`letters:invitations.${voice}.${answer}`),
          href: `${address}?answer=${answer}`,
          filled: answer === 'yes',
        })),
      },
      {
        kind: 'note',
        text: [
          ...(answerBy ? [t(`letters:invitations.${voice}.answerBy`, { answerBy })] : []),
          t(`letters:invitations.${voice}.confirmOnPage`),
        ].join(' '),
      },
      ...programme(event, agenda, language),
      { kind: 'link', label: t('letters:invitations.wholeProgramme'), href: `${address}#programme` },
      ...(version.signature.trim() === ''
        ? []
        : [{ kind: 'signature', lines: filled(version.signature, typed).split('\n'), lang } satisfies Block]),
    ],
    footer: { text: t(`letters:invitations.footer.${kind}`, { organiser: at.organiser }) },
  })
}

/** What a convener wrote in one language, paragraph by paragraph, with the facts put in. */
export function paragraphs(text: string, facts: PlaceholderFacts, lang: Language): Block[] {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ kind: 'paragraph', text: filled(paragraph, facts), lang }))
}

/**
 * The receipt: what is saved now and how to change it. Goes to the invited address, who may not be the one who pressed.
 * `inQueue`: the place in the queue, from 1 on; null for who does not wait. `drawAt`: when the seats that they wait for are drawn.
 */
export function answerReceipt(
  event: EventDetails,
  saved: Pick<InvitationRow, 'id' | 'recipientKind' | 'name' | 'language' | 'people' | 'message'> & {
    answer: GivenAnswer
    linkId: string
    inQueue: number | null
    drawAt: number | null
  },
): Letter {
  const { language, recipientKind: kind } = saved
  const t = words(language)
  const voice = voiceOf(kind)
  const at = factsIn(event, language)
  const { inQueue, drawAt } = saved
  const waits = inQueue !== null || drawAt !== null
  const draw = drawAt === null ? null : answerByIn(event, drawAt, language)
  const answer =
    draw !== null
      ? t('letters:seats.receipt.inDraw', { when: draw })
      : inQueue !== null
        ? t('letters:seats.receipt.inQueue', { place: inQueue })
        : t(`letters:invitations.${voice}.${saved.answer}`)
  const waiting =
    draw === null ? t(`letters:seats.${voice}.waiting`) : t(`letters:seats.${voice}.inDraw`, { when: draw })
  const until = event.answerBy === null ? null : answerByIn(event, event.answerBy, language)
  return composeLetter({
    language,
    subject: t('letters:invitations.receipt.subject', at),
    preheader: t('letters:invitations.receipt.preheader', { answer }),
    blocks: [
      { kind: 'lead', text: saved.name },
      eventBlock(event, language),
      { kind: 'heading', text: t('letters:invitations.receipt.heading') },
      ...(waits ? [{ kind: 'paragraph', text: waiting } satisfies Block] : []),
      {
        kind: 'rows',
        rows: [
          { term: t('letters:invitations.receipt.answer'), text: answer },
          ...(saved.answer === 'yes'
            ? [
                {
                  term: t('letters:invitations.receipt.people'),
                  text: t('letters:invitations.receipt.peopleCount', { count: saved.people }),
                },
              ]
            : []),
          ...(saved.answer === 'yes' && !waits
            ? [
                {
                  term: t('letters:attendance.code'),
                  text: t('letters:attendance.codeText', { code: doorCode(saved.id) }),
                },
              ]
            : []),
          ...(saved.message ? [{ term: t('letters:invitations.receipt.message'), text: saved.message }] : []),
        ],
      },
      {
        kind: 'paragraph',
        text: until ? t(`letters:invitations.${voice}.changeBy`, { until }) : t(`letters:invitations.${voice}.change`),
      },
      { kind: 'button', label: t('letters:invitations.receipt.open'), href: linkPlaceholder(saved.linkId) },
      ...(saved.answer === 'no' || waits
        ? []
        : [
            {
              kind: 'link',
              label: t('letters:invitations.receipt.calendar'),
              href: `${linkPlaceholder(saved.linkId)}#calendar`,
            } satisfies Block,
          ]),
      ...signature(event.convener, at.organiser, language),
    ],
    footer: { text: t(`letters:invitations.receipt.footer.${kind}`, { organiser: at.organiser }) },
  })
}

/** The words that most sentences of a letter need. */
function factsIn(event: EventDetails, language: Language) {
  return {
    title: localText(event.title, language).text,
    day: weekdayAndDay(event.startsAt, event.timeZone, language),
    time: clock(event.startsAt, event.timeZone, language),
    organiser: localText(event.organiserName, language).text,
  }
}

/** What the placeholders of a letter stand for. Without a last day to answer one may answer until the start. */
export function placeholderFacts(event: EventDetails, recipient: string, language: Language): PlaceholderFacts {
  const { title, day, time, organiser } = factsIn(event, language)
  const place = eventLines(event, language).join(', ')
  return {
    event: title,
    day,
    time,
    place,
    organiser,
    recipient,
    answerBy: answerByIn(event, event.answerBy ?? event.startsAt, language),
  }
}

/** `ti 13.4. klo 16.00` */
function answerByIn(event: EventDetails, answerBy: number, language: Language): string {
  return words(language)('letters:invitations.dayAndTime', {
    day: weekdayAndDay(answerBy, event.timeZone, language),
    time: clock(answerBy, event.timeZone, language),
  })
}

/** The first rows of the published programme; nothing while it is a draft. */
export function programme(event: EventDetails, agenda: AgendaItem[], language: Language): Block[] {
  if (agenda.length === 0) return []
  const t = words(language)
  const all = timed(agenda, event.startsAt, event.timeZone)
  const rows = all
    .filter(({ letter }) => letter === null)
    .slice(0, agendaRows)
    .map((item) => ({
      term: clock(item.startsAt, event.timeZone, language),
      // Items side by side are told under the one they stand in.
      text: [item.title, ...tablesOf(all, item.id).map((table) => `  ${tableLine(table, t)}`)].join('\n'),
    }))
  return [{ kind: 'rows', rows }]
}

export function signature(signer: Signer | null, organiser: string, language: Language): Block[] {
  const regards = words(language)('letters:invitations.regards')
  if (!signer) return [{ kind: 'signature', lines: [regards, organiser] }]
  const name = signer.title ? `${signer.name}, ${signer.title}` : signer.name
  return [{ kind: 'signature', lines: [regards, name, organiser, signer.email] }]
}
