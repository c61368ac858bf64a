import { id, index, instant, json, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { venues } from '#app/features/venues/tables.server.ts'
import { attendanceModes, eventKinds, eventLevels, eventStates, themes } from './rules.ts'

/** Forums, workshops, hearings: anything with a time that an organiser calls people to. */
export const events = table(
  'events',
  {
    id: id(),
    organiserId: references(() => organisers.id),
    /** Who convenes, and whom the guests may ask. */
    convenerId: references(() => people.id, 'personal', optional),
    kind: oneOf(eventKinds, 'none'),
    level: oneOf(eventLevels, 'none'),
    theme: oneOf(themes, 'none'),
    title: json<LocalText>('none'),
    description: json<LocalText>('none'),
    startsAt: instant('none'),
    endsAt: instant('none'),
    timeZone: text('none'),
    attendanceMode: oneOf(attendanceModes, 'none'),
    venueId: references(() => venues.id, 'none', optional),
    onlineUrl: text('none', optional),
    /** People that fit; null: no limit. */
    capacity: number('none', optional),
    /** The last moment to answer. */
    answerBy: instant('none', optional),
    /** The languages spoken at the event. */
    languages: json<Language[]>('none'),
    state: oneOf(eventStates, 'none'),
    /** Why it was cancelled, told to everybody. */
    cancelReason: json<LocalText>('none', optional),
    /** iCalendar UID: opaque, for life. */
    uid: text('none'),
    /** iCalendar SEQUENCE: rises with each change of time, place or state, never falls (RFC 5545 3.8.7.4). */
    sequence: number('none'),
    /** Where the start was before it was last moved after publishing. */
    movedFrom: instant('none', optional),
    createdAt: instant('none'),
    /** iCalendar LAST-MODIFIED: the last change of anything that a feed shows, the published agenda too. */
    changedAt: instant('none'),
    publishedAt: instant('none', optional),
  },
  (t) => [unique(t.uid), index(t.organiserId, t.startsAt), index(t.state, t.startsAt)],
)

/** Organisers that stand behind an event together with the main one (FOR-4). */
export const coOrganisers = table(
  'co_organisers',
  {
    id: id(),
    eventId: references(() => events.id),
    organiserId: references(() => organisers.id),
    namedAt: instant('none'),
  },
  (t) => [unique(t.eventId, t.organiserId), index(t.organiserId)],
)

/** When an event went from one convener to another (LIA-4): told to those who plan it. */
export const handovers = table(
  'handovers',
  {
    id: id(),
    eventId: references(() => events.id),
    fromPersonId: references(() => people.id, 'personal', optional),
    toPersonId: references(() => people.id, 'personal'),
    at: instant('none'),
  },
  (t) => [index(t.eventId, t.at)],
)
