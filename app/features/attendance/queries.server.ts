import { and, eq, inArray, isNull } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { Queries } from '#db/database.ts'
import type { EventState } from '#app/features/events/rules.ts'
import { guestsByInvitation } from '#app/features/guests/queries.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { byFinnishName, nameKey } from '#app/features/directory/rules.ts'
import { associations } from '#app/features/directory/tables.server.ts'
import { doorCode, seatsOf, type Answer } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import type { Place } from '#app/features/seats/rules.ts'
import { qrCode, type QrCode } from '#app/lib/qr-code.ts'
import {
  attendanceReport,
  isClosed,
  partiesAt,
  type AttendanceReport,
  type Door,
  type Invited,
  type Mark,
  type PartyGroup,
} from './rules.ts'
import { attendances, closedDoors } from './tables.server.ts'

/**
 * Everybody who is invited to an event, by name, as the door sees them; withdrawn invitations are left out, and parties that
 * take part online: who joins a hybrid event from afar passes no door.
 */
export async function invitedTo(db: Queries, eventId: string): Promise<Invited[]> {
  const { id, name, recipientKind: kind, answer, place, people, online } = invitations
  const rows = await db
    .select({ id, name, kind, answer, place, people, online, mode: events.attendanceMode })
    .from(invitations)
    .innerJoin(events, eq(events.id, invitations.eventId))
    .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt)))
  const named = await guestsByInvitation(db, eventId)
  return rows
    .map(({ answer, place, people, online, mode, ...row }) => {
      const group = groupOf(answer, place)
      const guests = (named.get(row.id) ?? []).flatMap((guest) =>
        guest.name === '' || guest.online ? [] : [guest.name],
      )
      return {
        ...row,
        guests: guests.join(', ') || null,
        group,
        expected: group === 'coming' ? seatsOf(mode, { people, online }) : 0,
      }
    })
    .filter(({ group, expected }) => group !== 'coming' || expected > 0)
    .sort(byFinnishName)
}

function groupOf(answer: Answer, place: Place): PartyGroup {
  if (answer !== 'yes') return answer
  return place === 'seat' ? 'coming' : 'waiting'
}

/** What is marked at the door of an event. */
async function marksOf(db: Queries, eventId: string): Promise<Mark[]> {
  const rows = await db.select().from(attendances).where(eq(attendances.eventId, eventId))
  return rows.map(({ id, people, name, organisation }) => ({
    id,
    people,
    walkIn: name === null ? null : { name, organisation },
  }))
}

/** When somebody closed the door; null: nobody did. */
export async function doorClosedAt(db: Queries, eventId: string): Promise<number | null> {
  const [found] = await db
    .select({ closedAt: closedDoors.closedAt })
    .from(closedDoors)
    .where(eq(closedDoors.eventId, eventId))
  return found?.closedAt ?? null
}

type OfEvent = { id: string; endsAt: number }

/** The door list of an event as it stands. */
export async function doorOf(db: Queries, event: OfEvent, now: number): Promise<Door> {
  const invited = await invitedTo(db, event.id)
  return {
    invited,
    listKey: createHash('sha256').update(JSON.stringify(invited)).digest('base64url').slice(0, 16),
    marks: await marksOf(db, event.id),
    closed: isClosed(event, await doorClosedAt(db, event.id), now),
  }
}

/** Who came to an event, in numbers: people, associations, and present and absent by kind. */
export async function attendanceOf(db: Queries, event: OfEvent, now: number): Promise<AttendanceReport> {
  const door = await doorOf(db, event, now)
  return attendanceReport(partiesAt(door), door.closed, new Set(await registeredAmong(db, door.marks)))
}

/** The same once the door is closed, and marks tell who stayed away; null before. */
export async function reportOnceClosed(db: Queries, event: OfEvent, now: number): Promise<AttendanceReport | null> {
  if (!isClosed(event, await doorClosedAt(db, event.id), now)) return null
  return attendanceOf(db, event, now)
}

/**
 * What the confirmation of one who comes shows at the door: a code, and as a picture the address where a keeper of the door
 * finds the party by it. It is no personal address: whoever else opens it gets to the event's own page.
 */
export function doorCodeFor(
  invitation: {
    id: string
    answer: Answer
    place: Place
    withdrawnAt: number | null
    event: { id: string; state: EventState; endsAt: number }
  },
  baseUrl: string,
  now: number,
): { code: string; qr: QrCode } | null {
  const { id, answer, place, withdrawnAt, event } = invitation
  const over = event.state !== 'published' || now >= event.endsAt
  if (groupOf(answer, place) !== 'coming' || withdrawnAt !== null || over) return null
  const code = doorCode(id)
  return { code, qr: qrCode(`${baseUrl}/events/${event.id}/door?party=${code}`) }
}

/** The name keys of those organisations that walked in and are in the register of associations. */
export async function registeredAmong(db: Queries, marks: readonly Mark[]): Promise<string[]> {
  const walkedIn = marks.flatMap(({ walkIn }) => (walkIn?.organisation ? [nameKey(walkIn.organisation)] : []))
  if (walkedIn.length === 0) return []
  const known = await db
    .select({ key: associations.nameKey })
    .from(associations)
    .where(inArray(associations.nameKey, walkedIn))
  return known.map(({ key }) => key)
}
