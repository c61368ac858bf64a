import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { EventDetails } from '../queries.server.ts'
import { EventJsonLd, eventJsonLd } from './event-json-ld.tsx'

const service = { baseUrl: 'https://kutsu.example', language: 'fi' as const }
const event: EventDetails = {
  id: 'abc',
  organiserId: 'laukaa',
  organiserName: { fi: 'Laukaan kunta' },
  organiserKind: 'municipality',
  coOrganisers: [],
  convenerId: 'maija',
  convener: { id: 'maija', name: 'Maija Lehto', title: null, email: 'maija@laukaa.example' },
  kind: 'forum',
  level: 'municipality',
  theme: 'forum',
  title: { fi: 'Foorumi', sv: 'Forum' },
  description: {},
  startsAt: Date.UTC(2027, 3, 20, 14),
  endsAt: Date.UTC(2027, 3, 20, 17),
  timeZone: 'Europe/Helsinki',
  attendanceMode: 'hybrid',
  venueId: 'school',
  venue: {
    id: 'school',
    name: { fi: 'Yhtenäiskoulu' },
    municipalityName: { fi: 'Laukaa' },
    seats: 150,
    access: { stepFree: true, inductionLoop: false, accessibleToilet: true },
    facilities: { hybridEquipment: true, kitchen: true, parking: true },
  },
  onlineUrl: 'https://etana.example/f',
  capacity: 60,
  answerBy: null,
  languages: ['fi'],
  state: 'published',
  cancelReason: null,
  uid: 'u@kutsu',
  sequence: 0,
  movedFrom: null,
  createdAt: 0,
  changedAt: 0,
  publishedAt: 0,
}

test('a search engine reads when, where and in which ways one can come', () => {
  expect(eventJsonLd(event, service)).toMatchObject({
    '@type': 'Event',
    name: 'Foorumi',
    startDate: '2027-04-20T14:00:00.000Z',
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
    location: [
      { '@type': 'Place', name: 'Yhtenäiskoulu', address: { addressLocality: 'Laukaa' } },
      { '@type': 'VirtualLocation', url: 'https://etana.example/f' },
    ],
    organizer: { name: 'Laukaan kunta' },
    url: 'https://kutsu.example/events/abc',
  })
})

test('a moved event is rescheduled and says where it was; a cancelled one is cancelled', () => {
  const movedFrom = Date.UTC(2027, 3, 19, 14)
  expect(eventJsonLd({ ...event, movedFrom }, service)).toMatchObject({
    eventStatus: 'https://schema.org/EventRescheduled',
    previousStartDate: '2027-04-19T14:00:00.000Z',
  })
  expect(eventJsonLd({ ...event, movedFrom, state: 'cancelled' }, service)).toMatchObject({
    eventStatus: 'https://schema.org/EventCancelled',
    previousStartDate: undefined,
  })
})

test('no person stands in it, and a title cannot end its script', () => {
  const title = { fi: 'Foorumi </script><script>alert(1)</script>' }
  const html = renderToStaticMarkup(<EventJsonLd event={{ ...event, title }} {...service} />)
  expect(html.match(/<\/?script/g)).toHaveLength(2)
  expect(html).not.toContain('Maija')
  const json = /^<script[^>]*>(.*)<\/script>$/.exec(html)?.[1] ?? ''
  expect(JSON.parse(json)).toMatchObject({ name: title.fi })
})
