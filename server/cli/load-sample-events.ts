import type { Database } from '#db/database.ts'
import { agendaDocument, agendaUpdate } from '#app/features/agenda/live.ts'
import { project } from '#app/features/agenda/live.server.ts'
import { publishAgenda } from '#app/features/agenda/publish-agenda.server.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import type { Actor } from '#app/features/audit/rules.ts'
import { cancelEvent } from '#app/features/events/cancel-event.server.ts'
import { changeEvent } from '#app/features/events/change-event.server.ts'
import { createEvent } from '#app/features/events/create-event.server.ts'
import { nameCoPlanner } from '#app/features/events/name-co-planner.server.ts'
import { publishEvent } from '#app/features/events/publish-event.server.ts'
import { eventsOf, type EventDetails } from '#app/features/events/queries.server.ts'
import { eventZone, type EventInput } from '#app/features/events/rules.ts'
import { nameCoOrganiser } from '#app/features/organising/name-co-organiser.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { shortId } from '#app/lib/ids.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import { documentName } from '#app/live/document-definition.ts'
import { appendUpdates, lastSeq, openLog } from '../live/log.ts'
import type { SampleOptions } from './load-sample.ts'
import { daysBefore, moment, movedDay, seasonOf, weeksPastHolidays, weeksToMove } from './sample-dates.ts'
import type { Sample, SampleEvent } from './sample-files.ts'

const day = 86_400_000

type Schedule = { daysBefore?: number; start: string; end: string }

/** The events with their agendas and co-planners. Gives the id of each event by its key. */
export async function loadSampleEvents(sample: Sample, options: SampleOptions): Promise<Map<string, string>> {
  const { db, now } = options
  const ids = new Map<string, string>()
  const [first] = sample.events
  if (!first) return ids
  const ahead = weeksToMove(first.day, now, eventZone)
  // Whatever moves over a holiday takes all that comes after it along, so that the year keeps its order.
  let weeks = ahead
  for (const given of sample.events) {
    const convener = await personByEmail(db.read, given.convener)
    if (!convener) throw new Error(`events.json: nobody has the address ${given.convener}`)
    const actor: Actor = { kind: 'person', personId: convener.id }
    if (given !== first) weeks = weeksPastHolidays(given.day, weeks)
    const event = (await knownEvent(db, given, weeks)) ?? (await makeEvent(db, given, weeks, { actor, now }))
    await nameCoPlanners(sample, given, event.id, { ...options, actor })
    for (const organiserId of given.coOrganisers) {
      const named = { eventId: event.id, organiserId, baseUrl: options.baseUrl, actor, now: now - 19 * day }
      const outcome = await nameCoOrganiser(db, named)
      if (!outcome.ok && outcome.reason !== 'organiserNamed')
        throw new Error(`events.json: ${organiserId}: ${outcome.reason}`)
    }
    await loadAgenda(db, given, event.id, { actor, now })
    await bringToState(db, given, event, weeks, { actor, now })
    ids.set(given.key, event.id)
  }
  options.say(`${String(sample.events.length)} events, the first in ${daysAhead(first, ahead, now)} days`)
  return ids
}

type Doing = { actor: Actor; now: number }

/** The event as an earlier, broken off loading made it. */
async function knownEvent(db: Database, given: SampleEvent, weeks: number): Promise<EventDetails | undefined> {
  const { title } = inputOf(given, given, weeks)
  const known = await eventsOf(db.read, [given.organiserId])
  return known.find((event) => event.title.fi === title.fi)
}

async function makeEvent(
  db: Database,
  given: SampleEvent,
  weeks: number,
  { actor, now }: Doing,
): Promise<EventDetails> {
  const event = inputOf(given, given.movedFrom ?? given, weeks)
  const convenerId = actor.kind === 'person' ? actor.personId : null
  const made = await createEvent(db, { event, convenerId, actor, now: now - 20 * day })
  if (!made.ok) throw new Error(`events.json: ${given.key} was refused: ${made.reason}`)
  const found = (await eventsOf(db.read, [given.organiserId])).find(({ id }) => id === made.eventId)
  if (!found) throw new Error(`The event ${given.key} is not there after it was made`)
  return found
}

/** Publishes, moves, cancels: what the sample says and has not been done yet. */
async function bringToState(
  db: Database,
  given: SampleEvent,
  event: EventDetails,
  weeks: number,
  { actor, now }: Doing,
) {
  const eventId = event.id
  if (given.state === 'draft' || event.state === 'cancelled') return
  if (event.state === 'draft') {
    const published = await publishEvent(db, { eventId, actor, now: now - 10 * day })
    if (!published.ok) throw new Error(`events.json: ${given.key} could not be published: ${published.reason}`)
  }
  const wish = inputOf(given, given, weeks)
  if (given.movedFrom && event.startsAt !== wish.startsAt) {
    const changed = await changeEvent(db, { eventId, event: wish, actor, now: now - 2 * day })
    if (!changed.ok) throw new Error(`events.json: ${given.key} could not be moved: ${changed.reason}`)
  }
  if (given.state === 'cancelled') {
    const cancelled = await cancelEvent(db, { eventId, reason: given.cancelReason ?? {}, actor, now: now - day })
    if (!cancelled.ok) throw new Error(`events.json: ${given.key} could not be cancelled: ${cancelled.reason}`)
  }
}

/** Writes the agenda as the live document that its planners go on editing, and publishes it. */
async function loadAgenda(db: Database, given: SampleEvent, eventId: string, { actor, now }: Doing) {
  if (given.agenda.length === 0 || (await publishedAgenda(db.read, eventId))) return
  const name = documentName(agendaDocument, eventId)
  const update = agendaUpdate(sampleItems(given))
  const at = now - 9 * day
  await db.write(async (tx) => {
    if ((await lastSeq(tx, name)) > 0) return
    await appendUpdates(tx, name, [{ update, actor: actor.kind === 'person' ? actor.personId : 'system', at }])
  })
  const { doc } = await openLog(db).load(name)
  await project(db, eventId, doc)
  await publishAgenda(db, { eventId, actor, now: at })
}

/** The sample's items; those side by side stand behind the one that holds them, in its `tables`. */
function sampleItems(given: SampleEvent): AgendaItem[] {
  return given.agenda.flatMap(({ tables, description, ...item }) => {
    const id = shortId()
    const inside = tables.map((table) => ({ ...emptyItem, ...table, kind: item.kind, id: shortId(), within: id }))
    return [{ ...emptyItem, ...item, id, description: richTextOf(description) }, ...inside]
  })
}

async function nameCoPlanners(
  sample: Sample,
  given: SampleEvent,
  eventId: string,
  { db, baseUrl, actor, now }: SampleOptions & Doing,
) {
  for (const { email, associationId } of given.coPlanners) {
    const person = sample.people.find((one) => one.email === email)
    if (!person) throw new Error(`events.json: people.json does not know ${email}`)
    const { name, language } = person
    const at = now - 19 * day
    const named = await nameCoPlanner(db, { eventId, associationId, name, email, language, baseUrl, actor, now: at })
    if (!named.ok && named.reason !== 'alreadyNamed') throw new Error(`events.json: ${email}: ${named.reason}`)
  }
}

/** What a convener would have typed, with the days moved. */
function inputOf(given: SampleEvent, schedule: Schedule, weeks: number): EventInput {
  const on = daysBefore(movedDay(given.day, weeks), schedule.daysBefore ?? 0)
  const { organiserId, kind, level, theme, description, attendanceMode, venueId, onlineUrl, capacity, languages } =
    given
  return {
    organiserId,
    kind,
    level,
    theme,
    title: 'spring' in given.title ? given.title[seasonOf(on)] : given.title,
    description,
    startsAt: moment(on, schedule.start, eventZone),
    endsAt: moment(on, schedule.end, eventZone),
    attendanceMode,
    venueId,
    onlineUrl,
    capacity,
    answerBy: given.answerByDays === null ? null : moment(daysBefore(on, given.answerByDays), '23:59', eventZone),
    languages,
  }
}

function daysAhead(first: SampleEvent, weeks: number, now: number): string {
  return String(Math.round((moment(movedDay(first.day, weeks), first.start, eventZone) - now) / day))
}
