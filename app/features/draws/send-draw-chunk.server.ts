import { eq, inArray } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { claimsOf } from '#app/features/invitations/queries.server.ts'
import { voiceOf } from '#app/features/invitations/rules.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { seatLetter, type QueueNews } from '#app/features/seats/letters.server.ts'
import { queueOf } from '#app/features/seats/rules.ts'
import { untoldDraw } from './queries.server.ts'
import { drawChunk } from './rules.ts'
import { draws } from './tables.server.ts'

/**
 * The next letters of the oldest draw, in the drawn order: each tells what its reader has now. Who gave up meanwhile, or got
 * another letter about seats since, gets none. `more`: call again.
 */
export async function sendDrawChunk(db: Writer, args: { actor: Actor; now: number }): Promise<{ more: boolean }> {
  const { actor, now } = args
  return db.write(async (tx) => {
    const draw = await untoldDraw(tx)
    if (!draw) return { more: false }
    const { id, eventId, drawnOrder, told } = draw
    const event = await eventById(tx, eventId)
    const goesOn = event?.state === 'published' && now < event.endsAt
    const ids = drawnOrder.slice(told, goesOn ? told + drawChunk : undefined)
    const chunk = goesOn ? await tx.select().from(invitations).where(inArray(invitations.id, ids)) : []
    const queue = chunk.length > 0 ? queueOf(await claimsOf(tx, eventId)).map((claim) => claim.id) : []
    const seated = new Set(draw.seated)
    for (const invited of chunk) {
      const { email, linkId, language, name, people, place } = invited
      if (!event || email === null || linkId === null) continue
      const news: QueueNews | null =
        place === 'seat' && seated.has(invited.id)
          ? { kind: 'drawnSeat' }
          : place === 'waiting'
            ? { kind: 'drawnQueue', place: queue.indexOf(invited.id) + 1 }
            : null
      if (!news) continue
      await queueLetter(tx, {
        kind: news.kind,
        subjectId: invited.id,
        recipient: email,
        revision: invited.revision,
        language,
        letter: seatLetter(event, news, { name, language, voice: voiceOf(invited.recipientKind), people, linkId }),
        ...letterhead(event, language),
        now,
        notAfter: event.endsAt,
      })
    }
    const after = { told: told + ids.length, untold: drawnOrder.length - told - ids.length }
    await tx.update(draws).set(after).where(eq(draws.id, id))
    const changes = changesBetween('draws', id, draw, after)
    await recordChange(tx, { actor, verb: 'sendDrawChunk', subject: { kind: 'draws', id }, eventId, changes, now })
    return { more: true }
  })
}
