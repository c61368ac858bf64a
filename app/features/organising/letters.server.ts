import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'

type Facts = { event: EventDetails; name: string; language: Language; baseUrl: string }

/** Tells a liaison person that their organiser stands behind an event, and what they may do there. */
export function coOrganiserLetter(facts: Facts & { coOrganiser: LocalText }): Letter {
  const { event, language, coOrganiser } = facts
  const t = words(language)
  const at = { ...namesIn(event, language), coOrganiser: localText(coOrganiser, language).text }
  return composeLetter({
    language,
    subject: t('letters:organising.coOrganiser.subject', at),
    preheader: t('letters:organising.coOrganiser.preheader', at),
    blocks: [
      { kind: 'lead', text: t('letters:organising.coOrganiser.lead', { ...at, name: facts.name }) },
      eventBlock(event, language),
      { kind: 'paragraph', text: t('letters:organising.coOrganiser.body', at) },
      ...wayIn(facts),
      ...signature(event, language),
    ],
    footer: { text: t('letters:organising.coOrganiser.footer', at) },
  })
}

/** Tells somebody that they convene an event together with its convener. */
export function coConvenerLetter(facts: Facts): Letter {
  const { event, language, name } = facts
  const t = words(language)
  const at = namesIn(event, language)
  return composeLetter({
    language,
    subject: t('letters:organising.coConvener.subject', at),
    preheader: t('letters:organising.coConvener.preheader', at),
    blocks: [
      { kind: 'lead', text: t('letters:organising.coConvener.lead', { ...at, name }) },
      eventBlock(event, language),
      { kind: 'paragraph', text: t('letters:organising.coConvener.body') },
      { kind: 'note', text: t('letters:organising.coConvener.shown') },
      ...wayIn(facts),
      ...signature(event, language),
    ],
    footer: { text: t('letters:organising.coConvener.footer', at) },
  })
}

type Handover = {
  event: EventDetails
  /** Who handed it over; null: the command line. */
  by: string | null
  to: { name: string; language: Language }
  note: string
  baseUrl: string
}

/** Tells the new convener that an event is theirs now, with the words of the one who gave it. */
export function handedOverLetter({ event, by, to, note, baseUrl }: Handover): Letter {
  const { name, language } = to
  const t = words(language)
  const at = namesIn(event, language)
  return composeLetter({
    language,
    subject: t('letters:organising.handedOver.subject', at),
    preheader: t('letters:organising.handedOver.preheader', at),
    blocks: [
      { kind: 'lead', text: t('letters:organising.handedOver.lead', { name }) },
      eventBlock(event, language),
      {
        kind: 'paragraph',
        text: [by && t('letters:organising.handedOver.by', { by }), t('letters:organising.handedOver.body')]
          .filter(Boolean)
          .join(' '),
      },
      ...noted(note, language),
      ...wayIn({ event, language, baseUrl }),
    ],
    footer: { text: t('letters:organising.handedOver.footer', at) },
  })
}

/** Tells the earlier convener, and the one who pressed, who has the event now. */
export function givenLetter({ event, name, language, to, note, baseUrl }: Handover & Facts): Letter {
  const t = words(language)
  const at = { ...namesIn(event, language), to: to.name }
  return composeLetter({
    language,
    subject: t('letters:organising.given.subject', at),
    preheader: t('letters:organising.given.preheader', at),
    blocks: [
      { kind: 'lead', text: t('letters:organising.given.lead', { name }) },
      eventBlock(event, language),
      { kind: 'paragraph', text: t('letters:organising.given.body', at) },
      ...noted(note, language),
      { kind: 'link', label: t('letters:organising.open'), href: `${baseUrl}/events/${event.id}` },
    ],
    footer: { text: t('letters:organising.given.footer', at) },
  })
}

function namesIn(event: EventDetails, language: Language) {
  return {
    title: localText(event.title, language).text,
    organiser: localText(event.organiserName, language).text,
  }
}

function noted(note: string, language: Language): Block[] {
  if (note === '') return []
  const t = words(language)
  return [
    { kind: 'heading', text: t('letters:organising.note') },
    ...note.split(/\n{2,}/).map((text): Block => ({ kind: 'paragraph', text })),
  ]
}

function wayIn({ event, language, baseUrl }: Pick<Facts, 'event' | 'language' | 'baseUrl'>): Block[] {
  const t = words(language)
  return [
    { kind: 'button', label: t('letters:organising.open'), href: `${baseUrl}/events/${event.id}` },
    { kind: 'note', text: t('letters:events.coPlanner.signIn') },
  ]
}

function signature(event: EventDetails, language: Language): Block[] {
  const { convener } = event
  if (!convener) return []
  return [
    { kind: 'signature', lines: [convener.name, convener.title ?? namesIn(event, language).organiser, convener.email] },
  ]
}
