import { and, asc, eq, lte, or } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { chosenTables } from '#app/features/table-places/queries.server.ts'
import { cancellationLetter, changeLetter, type Told } from './letters.server.ts'
import { agendasOf, letterKindOf, nextTouched, type ChangeRow } from './queries.server.ts'
import { changeChunk, isOpen, scheduleOf, touchedByAgenda, withTables } from './rules.ts'
import { stopOutdatedLetters } from './stop-outdated-letters.server.ts'
import { changeLetters } from './tables.server.ts'

/**
 * The next letters of the oldest change whose time has come. Called again after a death it goes on where it was: who has a
 * letter of this change gets no second one. `more`: call again.
 */
export async function sendChangeChunk(
  db: Writer,
  args: { actor: Actor; now: number },
): Promise<{ more: boolean; eventId: string | null }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const due = and(eq(changeLetters.state, 'waiting'), lte(changeLetters.dueAt, now))
    const [before] = await tx
      .select()
      .from(changeLetters)
      .where(or(eq(changeLetters.state, 'sending'), due))
      .orderBy(asc(changeLetters.dueAt), asc(changeLetters.id))
      .limit(1)
    if (!before) return { more: false, eventId: null }
    const { id, eventId } = before
    const event = await eventById(tx, eventId)
    const after = event ? await tell(tx, before, event, args) : { state: 'stopped' as const }
    await tx.update(changeLetters).set(after).where(eq(changeLetters.id, id))
    const changes = changesBetween('change_letters', id, before, after)
    const subject = { kind: 'change_letters', id }
    await recordChange(tx, { actor, verb: 'sendChangeChunk', subject, eventId, changes, now })
    return { more: true, eventId }
  })
}

/** Queues the next letters. What they say is fixed with the first of them, so that an edit meanwhile is a change of its own. */
async function tell(
  tx: Transaction,
  change: ChangeRow,
  event: EventDetails,
  { actor, now }: { actor: Actor; now: number },
): Promise<Partial<ChangeRow>> {
  if (!isOpen(change.kind, event, now)) return { state: 'stopped' }
  if (change.kind === 'cancellation') {
    const { more } = await stopOutdatedLetters(tx, { eventId: event.id, actor, now })
    if (more) return { state: 'sending' }
  }
  const { was } = change
  const becomes = change.becomes ?? scheduleOf(event)
  const agendaTo = change.agendaTo ?? (await publishedAgenda(tx, event.id))?.version ?? null
  const said = { ...change, becomes, agendaTo }
  const as = { ...event, ...becomes }
  const agendas = await agendasOf(tx, said)
  const chunk = await nextTouched(tx, as, said, changeChunk)
  const day = { ...as, knownStart: was?.startsAt ?? as.startsAt }
  const seated = withTables(chunk, await chosenTables(tx, event.id))
  const touched = touchedByAgenda(agendas.from, agendas.to, day, seated)
  for (const invited of chunk) {
    const { id, email, linkId, language } = invited
    if (email === null || linkId === null) continue
    const told: Told = { ...invited, linkId, items: touched.get(id) ?? [] }
    await queueLetter(tx, {
      kind: letterKindOf[change.kind],
      subjectId: id,
      recipient: email,
      revision: change.number,
      language,
      letter: change.kind === 'cancellation' ? cancellationLetter(event, told) : changeLetter(as, { was, now }, told),
      ...letterhead(event, language),
      now,
      notAfter: becomes.endsAt,
    })
  }
  const sent = change.sent + chunk.length
  const done = chunk.length < changeChunk
  return { becomes, agendaTo, sent, state: done ? 'sent' : 'sending' }
}
