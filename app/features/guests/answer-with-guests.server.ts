import { desc, eq, inArray } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { invitationById, type InvitationToAnswer } from '#app/features/invitations/queries.server.ts'
import { peopleOf, type Refusal } from '#app/features/invitations/rules.ts'
import { questionAnswers } from '#app/features/questions/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { guestsOf } from './queries.server.ts'
import { keptGuests, marksKept, onlineAmong, type Guest } from './rules.ts'
import { answerMarks, guests } from './tables.server.ts'

/**
 * Saves an answer with who comes and who gave it: both or nothing. Without `guests` those told before stay, as many as come;
 * whoever does not come leaves neither names nor answers to questions behind. Names stand in no letter and no audit row,
 * because these outlive them.
 */
export async function answerWithGuests(
  db: Writer,
  args: Parameters<typeof answerInvitation>[1] & {
    /** In order; how many of them take part online says how many of the party do. */
    guests?: readonly Guest[] | undefined
    /** The name of the one who answers for the party. */
    answeredBy?: string | null
  },
): Promise<
  | { ok: true; eventId: string }
  | { ok: false; refusal: Refusal }
  /** Names beyond the number of people: one of the two is wrong, and nobody but the guest knows which. */
  | { ok: false; refusal: null; moreNames: { names: number; people: number } }
> {
  const { guests: rows, answeredBy = null, ...said } = args
  const { invitationId, answer, actor, now } = said
  return db.write(async (tx) => {
    const asked = await invitationById(tx, invitationId)
    if (!asked) return { ok: false, refusal: { reason: 'withdrawn' } }
    const told = await guestsOf(tx, invitationId)
    const given = rows && keptGuests(rows, asked.event.attendanceMode)
    const people = peopleOf(asked, said)
    if (answer === 'yes' && given && given.length > people) {
      return { ok: false, refusal: null, moreNames: { names: given.length, people } }
    }
    const party = answer === 'yes' ? (given ?? told.slice(0, people)) : []
    const outcome = await answerInvitation(tx, {
      ...said,
      ...(given || party.length < told.length ? { online: onlineAmong(party) } : {}),
    })
    if (!outcome.ok) return outcome
    const { eventId } = outcome
    const renamed = JSON.stringify(party) !== JSON.stringify(told)
    if (renamed) await replaceGuests(tx, asked, party)
    if (answer !== 'yes') await tx.delete(questionAnswers).where(eq(questionAnswers.invitationId, invitationId))
    if (!outcome.changed && !renamed && answeredBy === null) return { ok: true, eventId }
    await leaveMark(tx, asked.id, { name: answeredBy, recorded: said.recordedBy !== undefined, now })
    await recordChange(tx, {
      actor,
      verb: 'answerWithGuests',
      subject: { kind: 'invitations', id: invitationId },
      eventId,
      changes: renamed
        ? [{ table: 'guests', id: invitationId, column: 'count', before: told.length, after: party.length }]
        : [],
      now,
    })
    return { ok: true, eventId }
  })
}

async function replaceGuests(tx: Transaction, { id, eventId }: InvitationToAnswer, party: readonly Guest[]) {
  await tx.delete(guests).where(eq(guests.invitationId, id))
  for (const [index, guest] of party.entries()) {
    await tx.insert(guests).values({ id: newId(), invitationId: id, eventId, position: index + 1, ...guest })
  }
}

/** Notes how the answer stands now, and lets go of what is too long ago to show. */
async function leaveMark(
  tx: Transaction,
  invitationId: string,
  { name, recorded, now }: { name: string | null; recorded: boolean; now: number },
) {
  const saved = await invitationById(tx, invitationId)
  if (!saved) return
  const { eventId, answer, people, online } = saved
  await tx
    .insert(answerMarks)
    .values({ id: newId(), invitationId, eventId, at: now, name, answer, people, online, recorded })
  const old = await tx
    .select({ id: answerMarks.id })
    .from(answerMarks)
    .where(eq(answerMarks.invitationId, invitationId))
    .orderBy(desc(answerMarks.at), desc(answerMarks.id))
    .limit(100)
    .offset(marksKept)
  if (old.length === 0) return
  await tx.delete(answerMarks).where(
    inArray(
      answerMarks.id,
      old.map(({ id }) => id),
    ),
  )
}
