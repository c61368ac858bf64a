import { eq } from 'drizzle-orm'
import type { Database } from '#db/database.ts'
import { eventZone } from '#app/features/events/rules.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { changeOpenRegistration } from '#app/features/open-registration/change-open-registration.server.ts'
import { registrationOf } from '#app/features/open-registration/queries.server.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { chooseTables } from '#app/features/table-places/choose-tables.server.ts'
import { tablesOf } from '#app/features/table-places/queries.server.ts'
import { recipientKey } from '#app/features/directory/rules.ts'
import type { SampleOptions } from './load-sample.ts'
import { dayOf, daysBefore, moment } from './sample-dates.ts'
import type { Sample } from './sample-files.ts'

/** When people answer: on the days after the letter, when they read their mail. */
const answerTimes = ['08:40', '10:15', '12:30', '15:05', '18:20']

/**
 * Invites the audience to an event and gives the answers of some, spread over the last days. `sendingId` is always the
 * same: loading again finds it there.
 */
export async function loadSampleInvitations(
  given: Sample['invitations'],
  { eventId, sendingId }: { eventId: string; sendingId: string },
  { db, now, say }: SampleOptions,
) {
  const { audience, letter, answers } = given
  const event = await eventById(db.read, eventId)
  if (!event?.convener) throw new Error('invitations.json: the event has no convener')
  const actor = { kind: 'person' as const, personId: event.convener.id }
  const today = dayOf(now, eventZone)
  const sentAt = moment(daysBefore(today, 6), '09:00', eventZone)
  const sending = await createSending(db, { id: sendingId, eventId, audience, letter, actor, now: sentAt })
  if (!sending.ok) throw new Error(`invitations.json: the sending was refused: ${sending.reason}`)
  while ((await sendInvitationChunk(db, { sendingId, now: sentAt })).more);
  // The forum is for everybody: whoever reads the notice on the wall can come too.
  if (!(await registrationOf(db.read, eventId))) {
    await changeOpenRegistration(db, { eventId, open: true, closesAt: null, mostPeople: 4, actor, now: sentAt })
  }
  await giveAnswers(db, event, answers, today)
  const { invited, answered, people, notReached } = await invitationSummary(db.read, eventId)
  say(
    `${String(invited)} invited to ${given.event}, ${String(answered)} answered, ${String(people)} people coming, ` +
      `${String(notReached)} without an address`,
  )
}

async function giveAnswers(
  db: Database,
  event: EventDetails,
  answers: Sample['invitations']['answers'],
  today: string,
) {
  const invited = await db.read.select().from(invitations).where(eq(invitations.eventId, event.id))
  const tables = (await tablesOf(db.read, event)).flatMap((group) => group.tables)
  const byKey = new Map(invited.map((row) => [recipientKey({ kind: row.recipientKind, id: row.recipientId }), row]))
  for (const [index, { kind, id, answer, people, table, message }] of answers.entries()) {
    const invitation = byKey.get(recipientKey({ kind, id }))
    if (!invitation?.linkId) throw new Error(`invitations.json: ${kind} ${id} was not invited`)
    if (invitation.answer !== 'none') continue
    const daysAgo = Math.max(1, 5 - Math.floor(index / answerTimes.length))
    const time = answerTimes[index % answerTimes.length] ?? '12:00'
    const by = {
      invitationId: invitation.id,
      actor: { kind: 'link' as const, linkId: invitation.linkId },
      now: moment(daysBefore(today, daysAgo), time, eventZone),
    }
    const said = await answerInvitation(db, {
      ...by,
      answer,
      ...(answer === 'yes' && { people }),
      message,
    })
    if (!said.ok) throw new Error(`invitations.json: the answer of ${id} was refused: ${said.refusal.reason}`)
    const chosen = tables.find(({ letter }) => letter === table)
    if (chosen) await chooseTables(db, { ...by, wishes: new Map([[chosen.id, people]]) })
  }
}
