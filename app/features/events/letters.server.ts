import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { EventDetails } from './queries.server.ts'
import { hasOnline, hasVenue, type PlanningRole } from './rules.ts'

/** Tells a co-planner that they were named, by whom, and where the agenda is. */
export function coPlannerLetter(facts: {
  event: EventDetails
  name: string
  association: string
  role: PlanningRole
  language: Language
  baseUrl: string
}): Letter {
  const { event, name, association, role, language, baseUrl } = facts
  const t = words(language)
  const title = localText(event.title, language).text
  const organiser = localText(event.organiserName, language).text
  const venue = event.venue && localText(event.venue.name, language).text
  return composeLetter({
    language,
    subject: t('letters:events.coPlanner.subject', { title }),
    preheader: t('letters:events.coPlanner.preheader', { organiser }),
    blocks: [
      { kind: 'lead', text: t('letters:events.coPlanner.lead', { organiser, name }) },
      {
        kind: 'event',
        startsAt: event.startsAt,
        endsAt: event.endsAt,
        zone: event.timeZone,
        title,
        lines: venue ? [venue] : [],
      },
      {
        kind: 'paragraph',
        text: t(`letters:events.coPlanner.${role === 'reader' ? 'bodyReader' : 'body'}`, { association }),
      },
      { kind: 'button', label: t('letters:events.coPlanner.button'), href: `${baseUrl}/events/${event.id}/agenda` },
      { kind: 'note', text: t('letters:events.coPlanner.signIn') },
      ...(event.convener
        ? [
            {
              kind: 'signature' as const,
              lines: [event.convener.name, event.convener.title ?? organiser, event.convener.email],
            },
          ]
        : []),
    ],
    footer: { text: t('letters:events.coPlanner.footer', { organiser }) },
  })
}

/** Where an event is: the place, the address on the web, or both. */
export function eventLines(event: EventDetails, language: Language): string[] {
  const t = words(language)
  const venue = hasVenue(event.attendanceMode) && event.venue
  const place =
    venue && [venue.name, venue.municipalityName].map((name) => localText(name, language).text).filter(Boolean)
  return [
    ...(place ? [place.join(', ')] : []),
    ...(hasOnline(event.attendanceMode) && event.onlineUrl
      ? [t(`letters:invitations.online.${venue ? 'also' : 'only'}`, { address: event.onlineUrl })]
      : []),
  ]
}

function coOrganiserLine({ coOrganisers }: EventDetails, language: Language): string[] {
  if (coOrganisers.length === 0) return []
  const names = coOrganisers.map(({ name }) => localText(name, language).text).join(', ')
  return [words(language)('letters:events.coOrganisers', { names })]
}

/** An event in a letter: day, time, title, and where. */
export function eventBlock(event: EventDetails, language: Language): Block {
  return {
    kind: 'event',
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    zone: event.timeZone,
    title: localText(event.title, language).text,
    lines: [...eventLines(event, language), ...coOrganiserLine(event, language)],
  }
}
