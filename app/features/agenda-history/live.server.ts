import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type * as Y from 'yjs'
import { project as projectItems } from '#app/features/agenda/live.server.ts'
import { readItems } from '#app/features/agenda/live.ts'
import { agendaFor, publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { sameItems, type AgendaItem } from '#app/features/agenda/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Edit } from '#app/live/edit.ts'
import type { Transaction, Writer } from '#db/database.ts'
import {
  changesBetween,
  goesOn,
  madeBy,
  mostEdits,
  movedIn,
  quietPause,
  sameEdit,
  versionsToDrop,
  type ItemChange,
  type StoredEdit,
  type VersionCause,
} from './rules.ts'
import { agendaEdits, agendaVersions } from './tables.server.ts'

/**
 * Writes the document's items as rows, and beside them what changed since the last time, and by whom. Before the first edit
 * after a quiet pause the agenda is kept as it was.
 */
export async function project(db: Writer, eventId: string, doc: Y.Doc, edits: Edit[]): Promise<void> {
  const after = readItems(doc)
  await db.write(async (tx) => {
    const [event] = await tx.select({ id: events.id }).from(events).where(eq(events.id, eventId))
    if (!event) return
    const before = await agendaFor(tx, eventId)
    await projectItems(tx, eventId, doc)
    // What came from no person (sample data) is nobody's edit.
    if (edits.length === 0 || sameItems(before, after)) return
    const began = Math.min(...edits.map(({ from }) => from))
    const [last] = await tx
      .select({ at: agendaEdits.at })
      .from(agendaEdits)
      .where(eq(agendaEdits.eventId, eventId))
      .orderBy(desc(agendaEdits.at))
      .limit(1)
    if (last && began - last.at > quietPause)
      await keepState(tx, { eventId, at: last.at, cause: 'quiet', items: before })
    // A log that is read again after a crash tells of edits that stand in the history already.
    const fresh = last ? edits.filter(({ at }) => at > last.at) : edits
    const known = fresh.length > 0 ? fresh : edits
    for (const change of changesBetween(before, after, movedIn(known))) await tellEdit(tx, eventId, change, known)
    await spendPresses(tx, eventId)
    await dropOldest(tx, eventId)
  })
}

/**
 * Writes one change, as the rest of an edit that somebody is in the middle of, or as one of its own. What was published or
 * restored in between parts them.
 */
async function tellEdit(tx: Transaction, eventId: string, change: ItemChange, edits: Edit[]): Promise<void> {
  const made = madeBy(change, edits)
  if (!made) return
  const { itemId, title, details } = change
  const next: StoredEdit = { title, details, ...made }
  const ofEvent = eq(agendaEdits.eventId, eventId)
  const whole = await tx
    .select()
    .from(agendaEdits)
    .where(and(ofEvent, eq(agendaEdits.itemId, ''), gt(agendaEdits.at, made.from - sameEdit)))
  // What restoring or a template did is told as a whole already.
  if (whole.some((press) => isFresh(press) && press.people.join() === made.people.join())) return
  const published = (await publishedAgenda(tx, eventId))?.publishedAt ?? 0
  const since = Math.max(made.from - sameEdit, published, ...whole.map(({ at }) => at))
  const recent = await tx
    .select()
    .from(agendaEdits)
    .where(and(ofEvent, eq(agendaEdits.itemId, itemId), gt(agendaEdits.at, since)))
    .orderBy(desc(agendaEdits.at))
  for (const earlier of recent) {
    const together = goesOn(earlier, next)
    if (together === null) continue
    const same = eq(agendaEdits.id, earlier.id)
    if (together === 'nothing') await tx.delete(agendaEdits).where(same)
    else await tx.update(agendaEdits).set(together).where(same)
    return
  }
  await tx.insert(agendaEdits).values({ id: newId(), eventId, itemId, kind: details.kind, ...next })
}

/** A press that changed the whole agenda, and whose edits have not been written yet: they come with the next rows. */
const isFresh = ({ from, at }: { from: number; at: number }) => from === at

async function spendPresses(tx: Transaction, eventId: string): Promise<void> {
  const ofPresses = and(
    eq(agendaEdits.eventId, eventId),
    eq(agendaEdits.itemId, ''),
    eq(agendaEdits.from, agendaEdits.at),
  )
  const fresh = await tx.select({ id: agendaEdits.id, at: agendaEdits.at }).from(agendaEdits).where(ofPresses)
  for (const { id, at } of fresh)
    await tx
      .update(agendaEdits)
      .set({ at: at + 1 })
      .where(eq(agendaEdits.id, id))
}

async function dropOldest(tx: Transaction, eventId: string): Promise<void> {
  const old = await tx
    .select({ id: agendaEdits.id })
    .from(agendaEdits)
    .where(eq(agendaEdits.eventId, eventId))
    .orderBy(desc(agendaEdits.at))
    .limit(500)
    .offset(mostEdits)
  if (old.length > 0)
    await tx.delete(agendaEdits).where(
      inArray(
        agendaEdits.id,
        old.map(({ id }) => id),
      ),
    )
}

/**
 * Keeps an agenda as it is, unless the newest kept one is the same. A part of the verb that is about to change it, or of the
 * edit that follows a quiet pause.
 * @returns the version's id, or that of the same one
 */
export async function keepState(
  tx: Transaction,
  { eventId, at, cause, items }: { eventId: string; at: number; cause: VersionCause; items: AgendaItem[] },
): Promise<string> {
  const versions = await tx
    .select({ id: agendaVersions.id, at: agendaVersions.at, cause: agendaVersions.cause })
    .from(agendaVersions)
    .where(eq(agendaVersions.eventId, eventId))
    .orderBy(desc(agendaVersions.at))
  const [newest] = versions
  const [kept] = newest ? await tx.select().from(agendaVersions).where(eq(agendaVersions.id, newest.id)) : []
  if (kept && sameItems(kept.items, items)) return kept.id
  const since = await tx
    .select({ people: agendaEdits.people })
    .from(agendaEdits)
    .where(and(eq(agendaEdits.eventId, eventId), gt(agendaEdits.at, newest?.at ?? 0)))
  const people = [...new Set(since.flatMap((edit) => edit.people))]
  const id = newId()
  await tx.insert(agendaVersions).values({ id, eventId, at, cause, people, items })
  const drop = versionsToDrop([...versions, { id, at, cause }], at)
  if (drop.length > 0) await tx.delete(agendaVersions).where(inArray(agendaVersions.id, drop))
  return id
}
