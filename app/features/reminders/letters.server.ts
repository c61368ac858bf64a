import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { hasOnline, hasVenue } from '#app/features/events/rules.ts'
import { paragraphs, placeholderFacts, programme } from '#app/features/invitations/letters.server.ts'
import type { InvitationRow } from '#app/features/invitations/queries.server.ts'
import { givenAnswers, voiceOf, type Voice } from '#app/features/invitations/rules.ts'
import type { Signer } from '#app/features/letter-texts/letters.server.ts'
import {
  filled,
  placeholders,
  typedPlaceholder,
  versionFor,
  type LetterTexts,
  type LetterVersion,
  type Placeholder,
} from '#app/features/letter-texts/rules.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'
import type { AutoReminderKind } from './rules.ts'

/** Who is reminded. */
export type Reminded = Pick<InvitationRow, 'recipientKind' | 'name' | 'language' | 'people'> & { linkId: string }

/** What the letters of one reminder share. */
export type ReminderFacts = {
  event: EventDetails
  /** What the convener wrote; empty: the product's own wording. */
  letter: LetterTexts
  agenda: AgendaItem[]
}

/** The product's own wording in one language. */
export function usualVersion(
  kind: AutoReminderKind,
  language: Language,
  by: { voice: Voice; organiser: LocalText; signer: Signer | null },
): LetterVersion {
  const { voice, organiser, signer } = by
  const t = words(language)
  const typed = Object.fromEntries(placeholders.map((one) => [one, typedPlaceholder(one, language)])) as Record<
    Placeholder,
    string
  >
  return {
    subject:
      kind === 'unanswered'
        ? t('letters:reminders.subject', { title: typed.event, day: typed.day })
        : t('letters:reminders.coming.subject', { title: typed.event, day: typed.day, time: typed.time }),
    greeting: '',
    body: t(kind === 'unanswered' ? `letters:reminders.${voice}.text` : `letters:reminders.coming.${voice}.text`),
    summary: '',
    signature: [
      t('letters:invitations.regards'),
      ...(signer ? [signer.title ? `${signer.name}, ${signer.title}` : signer.name] : []),
      localText(organiser, language).text,
      ...(signer ? [signer.email] : []),
    ].join('\n'),
  }
}

/** The product's own wording in the languages of the event, to write on. */
export function usualTexts(kind: AutoReminderKind, event: EventDetails): LetterTexts {
  const spoken = languages.filter((language) => event.languages.includes(language))
  const by = { voice: 'group' as const, organiser: event.organiserName, signer: event.convener }
  return Object.fromEntries(spoken.map((language) => [language, usualVersion(kind, language, by)]))
}

/** The letter of a reminder of this kind. */
export function reminderLetter(kind: AutoReminderKind, facts: ReminderFacts, reminded: Reminded): Letter {
  return kind === 'unanswered' ? unansweredLetter(facts, reminded) : comingLetter(facts, reminded)
}

/** Asks once more, with the same link: short, for the invitation has said the rest. */
function unansweredLetter(facts: ReminderFacts, reminded: Reminded): Letter {
  const { event } = facts
  const { language, recipientKind } = reminded
  const t = words(language)
  const voice = voiceOf(recipientKind)
  const address = linkPlaceholder(reminded.linkId)
  const organiser = localText(event.organiserName, language).text
  const wrote = writtenIn('unanswered', facts, reminded)
  const answerBy = event.answerBy ?? event.startsAt
  const until = t('letters:invitations.dayAndTime', {
    day: weekdayAndDay(answerBy, event.timeZone, language),
    time: clock(answerBy, event.timeZone, language),
  })
  return composeLetter({
    language,
    subject: wrote.subject,
    preheader: t(`letters:invitations.${voice}.answerBy`, { answerBy: until }),
    blocks: [
      { kind: 'lead', text: t('letters:invitations.lead', { organiser, name: reminded.name }) },
      eventBlock(event, language),
      ...wrote.text,
      { kind: 'heading', text: t(`letters:invitations.${voice}.question`) },
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
        text: `${t(`letters:invitations.${voice}.answerBy`, { answerBy: until })} ${t(`letters:invitations.${voice}.confirmOnPage`)}`,
      },
      ...wrote.signature,
    ],
    footer: { text: t(`letters:invitations.footer.${recipientKind}`, { organiser }) },
  })
}

/** What one needs who comes: where, how to get in, the programme, and the answer that is on record. */
function comingLetter(facts: ReminderFacts, reminded: Reminded): Letter {
  const { event, agenda } = facts
  const { language, recipientKind, people } = reminded
  const t = words(language)
  const voice = voiceOf(recipientKind)
  const address = linkPlaceholder(reminded.linkId)
  const organiser = localText(event.organiserName, language).text
  const wrote = writtenIn('coming', facts, reminded)
  const shown = programme(event, agenda, language)
  return composeLetter({
    language,
    subject: wrote.subject,
    preheader: t('letters:reminders.coming.preheader', { count: people }),
    blocks: [
      { kind: 'lead', text: reminded.name },
      eventBlock(event, language),
      ...wrote.text,
      ...wayThere(event, language),
      { kind: 'heading', text: t('letters:reminders.coming.answer') },
      {
        kind: 'rows',
        rows: [
          { term: t('letters:invitations.receipt.answer'), text: t(`letters:invitations.${voice}.yes`) },
          {
            term: t('letters:invitations.receipt.people'),
            text: t('letters:invitations.receipt.peopleCount', { count: people }),
          },
        ],
      },
      // Answers go to the convener; without one nobody would read them.
      ...(event.convener ? [note(t(`letters:reminders.coming.${voice}.changed`))] : []),
      { kind: 'button', label: t('letters:invitations.receipt.open'), href: address },
      ...(shown.length === 0
        ? []
        : [
            { kind: 'heading', text: t('letters:reminders.coming.programme') } satisfies Block,
            ...shown,
            {
              kind: 'link',
              label: t('letters:reminders.coming.wholeProgramme'),
              href: `${address}#programme`,
            } satisfies Block,
          ]),
      ...wrote.signature,
    ],
    footer: { text: t(`letters:invitations.receipt.footer.${recipientKind}`, { organiser }) },
  })
}

function note(text: string): Block {
  return { kind: 'note', text }
}

/** What is known of the place: who cannot take stairs decides by it. */
function wayThere(event: EventDetails, language: Language): Block[] {
  const t = words(language)
  const { venue, attendanceMode, onlineUrl } = event
  const rows: { term: string; text: string }[] = []
  if (hasVenue(attendanceMode) && venue) {
    const { access, facilities } = venue
    const name = [venue.name, venue.municipalityName].map((text) => localText(text, language).text).join(', ')
    const known = (['stepFree', 'inductionLoop', 'accessibleToilet'] as const).map((one) =>
      t(access[one] ? `venues:access.${one}` : `venues:noAccess.${one}`),
    )
    rows.push({ term: t('letters:reminders.coming.place'), text: name })
    rows.push({ term: t('letters:reminders.coming.access'), text: known.join(', ') })
    if (facilities.parking) {
      rows.push({ term: t('letters:reminders.coming.car'), text: t('letters:reminders.coming.parking') })
    }
  }
  if (hasOnline(attendanceMode) && onlineUrl) {
    rows.push({ term: t('letters:reminders.coming.online'), text: onlineUrl })
  }
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: t('letters:reminders.coming.way') },
        { kind: 'rows', rows },
      ]
}

/** What the convener wrote, or the product's own wording, with the facts put in. */
function writtenIn(kind: AutoReminderKind, { event, letter }: ReminderFacts, reminded: Reminded) {
  const { language, recipientKind, name } = reminded
  const by = { voice: voiceOf(recipientKind), organiser: event.organiserName, signer: event.convener }
  const written = versionFor(letter, language) ?? { version: usualVersion(kind, language, by), language }
  const { version, language: lang } = written
  const facts = placeholderFacts(event, name, lang)
  const summary: Block[] =
    version.summary.trim() === ''
      ? []
      : [
          { kind: 'heading', text: words(language)('letters:texts.summaryHeading') },
          ...paragraphs(version.summary, facts, lang),
        ]
  const signature: Block[] =
    version.signature.trim() === ''
      ? []
      : [{ kind: 'signature', lines: filled(version.signature, facts).split('\n'), lang }]
  return {
    subject: filled(version.subject, facts),
    text: [...paragraphs(version.greeting, facts, lang), ...paragraphs(version.body, facts, lang), ...summary],
    signature,
  }
}
