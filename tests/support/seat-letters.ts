import { eq } from 'drizzle-orm'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { makeEvent, makeInvitation } from './makers.ts'
import { remindUnanswered } from '#app/features/reminders/remind-unanswered.server.ts'
import { sendReminderChunk } from '#app/features/reminders/send-reminder-chunk.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { holdDraw } from '#app/features/draws/hold-draw.server.ts'
import { sendDrawChunk } from '#app/features/draws/send-draw-chunk.server.ts'
import { setSeatRules } from '#app/features/draws/set-seat-rules.server.ts'
import { sendMessage } from '#app/features/invitee-messages/send-message.server.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { chooseTables } from '#app/features/table-places/choose-tables.server.ts'
import { moveGuest } from '#app/features/table-places/move-guest.server.ts'
import { moveTableQueues } from '#app/features/table-places/move-table-queues.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'

export type Of = { organiserId: string; convenerId: string; baseUrl: string }

/** A full event with a queue: an offer that stands, and one that ran out with the seat given in the last days; a reminder. */
export async function queueLetters(db: Database, of: Of, now: number): Promise<void> {
  const day = 86_400_000
  const by = { actor: { kind: 'system' } as const }
  const full = async (at: number) => {
    const event = await makeEvent(db, {
      organiserId: of.organiserId,
      convenerId: of.convenerId,
      capacity: 1,
      startsAt: now + 20 * day,
    })
    const ids: string[] = []
    for (let place = 0; place < 4; place += 1) {
      const id = newId()
      const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
      await makeInvitation(db, { id, eventId: event.id, linkId: link.id })
      ids.push(id)
      // The last one does not answer.
      if (place < 3) await answerInvitation(db, { ...by, invitationId: id, answer: 'yes', now: at })
    }
    await answerInvitation(db, { ...by, invitationId: ids[0] ?? '', answer: 'no', now: at })
    return event.id
  }
  const standing = await full(now)
  await remindUnanswered(db, { eventId: standing, personId: of.convenerId, now })
  while ((await sendReminderChunk(db, { ...by, now })).more);
  await drawLetters(db, of, now)
  const lapsed = await full(now - 3 * day)
  await db.write(async (tx) =>
    tx
      .update(events)
      .set({ startsAt: now + day })
      .where(eq(events.id, lapsed)),
  )
  await moveQueue(db, { ...by, eventId: lapsed, now })
  const [late] = await db.read.select().from(invitations).where(eq(invitations.eventId, lapsed))
  await sendMessage(db, {
    ...by,
    invitationId: late?.id ?? '',
    text: 'Myöhästyn vähän.',
    baseUrl: of.baseUrl,
    now,
  })
}

/** A draw of one seat that two ask for: one gets it, one the queue. */
async function drawLetters(db: Database, of: Of, now: number): Promise<void> {
  const by = { actor: { kind: 'system' } as const }
  const event = await makeEvent(db, { ...of, capacity: 1, answerBy: now + 1 })
  const rules = { way: 'draw' as const, organisationLimit: null, quotas: {} }
  await setSeatRules(db, { ...by, eventId: event.id, rules, now })
  for (let guest = 0; guest < 2; guest += 1) {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    await makeInvitation(db, { id, eventId: event.id, linkId: link.id })
    await answerInvitation(db, { ...by, invitationId: id, answer: 'yes', now })
  }
  await holdDraw(db, { ...by, eventId: event.id, seed: 'a seed', now: now + 2 })
  while ((await sendDrawChunk(db, { ...by, now: now + 2 })).more);
}

/**
 * Two full tables with a queue: at one an offer stands, and a guest was moved to another table; at the other the offer ran out,
 * and a seat was given in the last days.
 */
export async function tableLetters(db: Database, of: Of, now: number): Promise<void> {
  const day = 86_400_000
  const actor = { kind: 'system' } as const
  await fullTable(db, of, now)
  const eventId = await fullTable(db, of, now - 3 * day)
  const soon = { startsAt: now + day }
  await db.write(async (tx) => tx.update(events).set(soon).where(eq(events.id, eventId)))
  await moveTableQueues(db, { eventId, actor, now })
}

/** Three want one seat at a table, and the first is moved to another one. */
async function fullTable(db: Database, { organiserId, convenerId }: Of, now: number): Promise<string> {
  const actor = { kind: 'system' } as const
  const startsAt = Date.now() + 20 * 86_400_000
  const event = await makeEvent(db, { organiserId, convenerId, startsAt, answerBy: null })
  const inside = { ...emptyItem, within: 'poydat' }
  const items = [
    { ...emptyItem, id: 'poydat', title: 'Pöydät' },
    { ...inside, id: 'tilat0', title: 'Tilat', capacity: 1 },
    { ...inside, id: 'raha00', title: 'Avustukset', capacity: 1 },
  ]
  const agenda = { eventId: event.id, version: 1, publishedAt: now, items }
  await db.write(async (tx) => tx.insert(publishedAgendas).values(agenda))
  const ids: string[] = []
  for (let place = 0; place < 3; place += 1) {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    const coming = { answer: 'yes', place: 'seat', people: 1 } as const
    await makeInvitation(db, { id, eventId: event.id, linkId: link.id, ...coming })
    ids.push(id)
    await chooseTables(db, { invitationId: id, wishes: new Map([['tilat0', 1]]), actor, now })
  }
  const moved = { invitationId: ids[0] ?? '', from: 'tilat0', to: 'raha00' }
  await moveGuest(db, { eventId: event.id, actor, ...moved, now })
  return event.id
}
