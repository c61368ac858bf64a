import { localText, type Language } from '#app/lib/languages.ts'
import type { EventDetails } from '../queries.server.ts'
import { hasOnline, hasVenue } from '../rules.ts'

const modes = {
  inPerson: 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
}

/** What search engines read of an event: schema.org/Event. A cancelled and a moved one say so. */
export function eventJsonLd(event: EventDetails, { baseUrl, language }: { baseUrl: string; language: Language }) {
  const text = (local: EventDetails['title']) => localText(local, language).text
  const moment = (at: number) => new Date(at).toISOString()
  const { venue, onlineUrl, attendanceMode, movedFrom, capacity } = event
  const place = hasVenue(attendanceMode) &&
    venue && {
      '@type': 'Place',
      name: text(venue.name),
      address: { '@type': 'PostalAddress', addressLocality: text(venue.municipalityName), addressCountry: 'FI' },
    }
  const online = hasOnline(attendanceMode) && onlineUrl && { '@type': 'VirtualLocation', url: onlineUrl }
  const organizers = [event.organiserName, ...event.coOrganisers.map(({ name }) => name)].map((name) => ({
    '@type': 'Organization',
    name: text(name),
  }))
  const locations = [place, online].filter(Boolean)
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: text(event.title),
    description: text(event.description) || undefined,
    startDate: moment(event.startsAt),
    endDate: moment(event.endsAt),
    eventStatus: `https://schema.org/${eventStatus(event)}`,
    previousStartDate: event.state !== 'cancelled' && movedFrom !== null ? moment(movedFrom) : undefined,
    eventAttendanceMode: modes[attendanceMode],
    location: locations.length > 1 ? locations : locations[0],
    organizer: organizers.length > 1 ? organizers : organizers[0],
    inLanguage: event.languages,
    maximumAttendeeCapacity: capacity ?? undefined,
    url: `${baseUrl}/events/${event.id}`,
  }
}

function eventStatus({ state, movedFrom }: EventDetails): string {
  if (state === 'cancelled') return 'EventCancelled'
  return movedFrom === null ? 'EventScheduled' : 'EventRescheduled'
}

/**
 * The same as an element: data, which no content security policy asks a nonce of. A title with `</script>` in it must not
 * end it: `<` is written as its code.
 */
export function EventJsonLd(props: { event: EventDetails; baseUrl: string; language: Language }) {
  const json = JSON.stringify(eventJsonLd(props.event, props)).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
