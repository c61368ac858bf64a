import { flag, id, index, instant, number, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations, sendings } from '#app/features/invitations/tables.server.ts'
import { languages } from '#app/lib/languages.ts'

/** An event's open registration, from the day it was first opened on. */
export const openRegistrations = table(
  'open_registrations',
  {
    id: id(),
    eventId: references(() => events.id),
    /** The end of the short address that is printed and typed: `/r/k7m4q2`. */
    code: text('none'),
    open: flag('none'),
    /** Null: as long as invitations can be answered. */
    closesAt: instant('none', optional),
    /** The most people that one registration brings. */
    mostPeople: number('none'),
    /** What the invitations of those who sign up belong to: a sending without letters. */
    sendingId: references(() => sendings.id),
    changedAt: instant('none'),
  },
  (t) => [unique(t.eventId), unique(t.code)],
)

/** What somebody typed and has not confirmed, or has just confirmed. Erased a day after its link is closed. */
export const registrationRequests = table(
  'registration_requests',
  {
    id: id(),
    eventId: references(() => events.id),
    name: text('personal'),
    /** For whom they come; null: for nobody but themselves. */
    association: text('personal', optional),
    email: text('personal'),
    people: number('personal'),
    language: oneOf(languages, 'none'),
    createdAt: instant('none'),
    expiresAt: instant('none'),
    /** What confirming led to. */
    invitationId: references(() => invitations.id, 'none', optional),
  },
  (t) => [index(t.email, t.createdAt), index(t.expiresAt)],
)
