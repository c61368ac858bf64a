import { and, asc, desc, eq, gt, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import type { ReminderFacts } from './letters.server.ts'
import {
  autoReminderKinds,
  dueAt,
  isDue,
  letterKinds,
  reminderPause,
  usualPlans,
  type AutoReminderKind,
} from './rules.ts'
import { autoReminders, reminders } from './tables.server.ts'

/** The newest reminder of an event that a convener sent, or null. */
export async function lastReminder(db: Queries, eventId: string) {
  const [found] = await db
    .select()
    .from(reminders)
    .where(eq(reminders.eventId, eventId))
    .orderBy(desc(reminders.number))
    .limit(1)
  return found ?? null
}

/** When those who have not answered were last reminded, by a press or by the clock; null: not yet. */
export async function lastRemindedAt(db: Queries, eventId: string): Promise<number | null> {
  const pressed = (await lastReminder(db, eventId))?.startedAt ?? null
  const { lastAt } = await autoReminderOf(db, eventId, 'unanswered')
  if (pressed === null || lastAt === null) return pressed ?? lastAt
  return Math.max(pressed, lastAt)
}

/** The letters of this kind about an invitation of the outer query. */
function lettersOf(db: Queries, kind: string) {
  return db
    .select({ one: sql`1` })
    .from(letters)
    .where(and(eq(letters.subjectId, invitations.id), eq(letters.kind, kind)))
}

/** The invited of an event whom a letter can reach and who have not answered. */
function unanswered(eventId: string) {
  return and(
    eq(invitations.eventId, eventId),
    eq(invitations.answer, 'none'),
    isNull(invitations.withdrawnAt),
    isNotNull(invitations.email),
    isNotNull(invitations.linkId),
  )
}

/** Those of them who have no letter of this reminder yet. */
export function unreminded(eventId: string, number: number, db: Queries) {
  const reminded = db
    .select({ one: sql`1` })
    .from(letters)
    .where(and(eq(letters.subjectId, invitations.id), eq(letters.kind, 'reminder'), eq(letters.revision, number)))
  return and(unanswered(eventId), notExists(reminded))
}

/** How many a reminder would go to now. */
export function countUnanswered(db: Queries, eventId: string): Promise<number> {
  return db.$count(invitations, unanswered(eventId))
}

/** One of those, for a look at the letter. */
export async function firstUnanswered(db: Queries, eventId: string) {
  const [found] = await db.select().from(invitations).where(unanswered(eventId)).orderBy(asc(invitations.name)).limit(1)
  return found ?? null
}

export type AutoReminder = Omit<typeof autoReminders.$inferSelect, 'id'>

/** An automatic reminder as its convener set it, or the usual one. */
export async function autoReminderOf(db: Queries, eventId: string, kind: AutoReminderKind): Promise<AutoReminder> {
  const { id: _id, ...found } = (await storedAutoReminder(db, eventId, kind)) ?? { id: '', ...usual(eventId, kind) }
  return found
}

/** Its row; null while nobody has changed it and nothing has gone out. */
export async function storedAutoReminder(db: Queries, eventId: string, kind: AutoReminderKind) {
  const [found] = await db
    .select()
    .from(autoReminders)
    .where(and(eq(autoReminders.eventId, eventId), eq(autoReminders.kind, kind)))
  return found ?? null
}

function usual(eventId: string, kind: AutoReminderKind): AutoReminder {
  return { eventId, kind, ...usualPlans[kind], letter: {}, sent: 0, lastAt: null }
}

/** Whom an automatic reminder of this kind is for, as things stand. */
function remindable(eventId: string, kind: AutoReminderKind) {
  if (kind === 'unanswered') return unanswered(eventId)
  return and(
    eq(invitations.eventId, eventId),
    eq(invitations.answer, 'yes'),
    eq(invitations.place, 'seat'),
    isNull(invitations.withdrawnAt),
    isNotNull(invitations.email),
    isNotNull(invitations.linkId),
  )
}

/**
 * Those of them whose letter is to be written now. Nobody gets a second one of a kind, whatever became of the times; nobody who was
 * invited, or said yes, after the reminder was due, for that letter is news enough; nobody within a day of the invitation
 * or of a reminder that a convener sent: their turn comes when that day is over.
 */
export function toRemind(event: EventDetails, plan: AutoReminder, now: number, db: Queries) {
  const { kind } = plan
  const due = dueAt(kind, event, plan)
  const pause = now - reminderPause
  return and(
    remindable(event.id, kind),
    notExists(lettersOf(db, letterKinds[kind])),
    ...(kind === 'unanswered'
      ? [
          lte(invitations.queuedAt, Math.min(due, pause)),
          notExists(
            db
              .select({ one: sql`1` })
              .from(letters)
              .where(
                and(eq(letters.subjectId, invitations.id), eq(letters.kind, 'reminder'), gt(letters.queuedAt, pause)),
              ),
          ),
        ]
      : [or(isNull(invitations.answeredAt), lte(invitations.answeredAt, due))]),
  )
}

/** The reminders that are due now, of all events; who still gets one of them is seen when it is their turn. */
export async function dueReminders(db: Queries, now: number): Promise<{ eventId: string; kind: AutoReminderKind }[]> {
  const { id, state, startsAt, answerBy, timeZone } = events
  const coming = and(eq(state, 'published'), gt(startsAt, now))
  const open = await db.select({ id, state, startsAt, answerBy, timeZone }).from(events).where(coming)
  const { eventId, kind, on, days, time } = autoReminders
  const stored = await db
    .select({ eventId, kind, on, days, time })
    .from(autoReminders)
    .innerJoin(events, eq(events.id, eventId))
    .where(coming)
  const plans = new Map(stored.map((plan) => [`${plan.kind} ${plan.eventId}`, plan]))
  return open.flatMap((event) =>
    autoReminderKinds
      .filter((one) => isDue(one, event, plans.get(`${one} ${event.id}`) ?? usualPlans[one], now))
      .map((one) => ({ eventId: event.id, kind: one })),
  )
}

/** What the letters of a reminder share. */
export async function reminderFacts(db: Queries, event: EventDetails, kind: AutoReminderKind): Promise<ReminderFacts> {
  const { letter } = await autoReminderOf(db, event.id, kind)
  const agenda = kind === 'coming' ? ((await publishedAgenda(db, event.id))?.items ?? []) : []
  return { event, letter, agenda }
}

/** Whose letter a convener can look at: everybody who was asked and has a link, those first whom the reminder is for. */
export async function invitedToShow(db: Queries, eventId: string, kind: AutoReminderKind) {
  const { id, name, recipientKind, language, linkId, answer, people } = invitations
  const rows = await db
    .select({ id, name, recipientKind, language, linkId, answer, people })
    .from(invitations)
    .where(and(eq(invitations.eventId, eventId), isNull(invitations.withdrawnAt), isNotNull(linkId)))
    .orderBy(asc(name))
  const meant = kind === 'unanswered' ? 'none' : 'yes'
  return [...rows.filter((row) => row.answer === meant), ...rows.filter((row) => row.answer !== meant)]
}

/** How many an automatic reminder is for, as things stand. */
export function countRemindable(db: Queries, eventId: string, kind: AutoReminderKind): Promise<number> {
  return db.$count(invitations, remindable(eventId, kind))
}
