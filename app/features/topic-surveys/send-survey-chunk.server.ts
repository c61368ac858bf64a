import { asc, eq, inArray } from 'drizzle-orm'
import type { Transaction, Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor, type Change } from '#app/features/audit/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { newId } from '#app/lib/ids.ts'
import { topicSurveyLetter, topicSurveyReminder } from './letters.server.ts'
import { unremindedOf, type Survey, type SurveyInvitee } from './queries.server.ts'
import { isSurveyOpen, surveyChunk } from './rules.ts'
import { surveyChunks, surveyInvitees, topicSurveys } from './tables.server.ts'

type Step = { after: Partial<Survey>; changes: Change[] }

/**
 * The next letters of the oldest survey that is being sent or reminded of: an association has its row, its link and its
 * letter, or none of them. Who answers meanwhile is not reminded; when the survey closes before everybody's turn, it
 * stops. `more`: call again.
 */
export async function sendSurveyChunk(
  db: Writer,
  { actor, now }: { actor: Actor; now: number },
): Promise<{ more: boolean; eventId: string | null }> {
  return db.write(async (tx) => {
    const [survey] = await tx
      .select()
      .from(topicSurveys)
      .where(inArray(topicSurveys.state, ['sending', 'reminding']))
      .orderBy(asc(topicSurveys.createdAt), asc(topicSurveys.id))
      .limit(1)
    if (!survey) return { more: false, eventId: null }
    const { id, eventId } = survey
    const found = await eventById(tx, eventId)
    const event = found && isSurveyOpen(survey, found, now) ? found : null
    const { after, changes } =
      survey.state === 'sending' ? await askNext(tx, survey, event, now) : await remindNext(tx, survey, event, now)
    await tx.update(topicSurveys).set(after).where(eq(topicSurveys.id, id))
    await recordChange(tx, {
      actor,
      verb: 'sendSurveyChunk',
      subject: { kind: 'topic_surveys', id },
      eventId,
      // Without the chunk itself: what it held stands in the row that startSurvey left.
      changes: [...changesBetween('topic_surveys', id, survey, after), ...changes],
      now,
    })
    return { more: true, eventId }
  })
}

async function askNext(tx: Transaction, survey: Survey, event: EventDetails | null, now: number): Promise<Step> {
  const [chunk, next] = await tx
    .select()
    .from(surveyChunks)
    .where(eq(surveyChunks.surveyId, survey.id))
    .orderBy(asc(surveyChunks.position))
    .limit(2)
  const invitees: SurveyInvitee[] = []
  for (const { id: associationId, name, email, language } of event ? (chunk?.recipients ?? []) : []) {
    const id = newId()
    const linkId = email === null ? null : (await createLink(tx, { purpose: 'topics', subjectId: id })).id
    const invitee = {
      id,
      surveyId: survey.id,
      associationId,
      name,
      email,
      language,
      linkId,
      answeredAt: null,
      createdAt: now,
    }
    await tx.insert(surveyInvitees).values(invitee)
    await queue(tx, { survey, event, invitee, now })
    invitees.push(invitee)
  }
  const goesOn = event !== null && next !== undefined
  const done = chunk && goesOn ? eq(surveyChunks.id, chunk.id) : eq(surveyChunks.surveyId, survey.id)
  await tx.delete(surveyChunks).where(done)
  const queued = survey.queued + invitees.filter(({ email }) => email !== null).length
  return {
    after: { queued, state: goesOn ? 'sending' : 'sent' },
    changes: invitees.flatMap((invitee) => changesBetween('survey_invitees', invitee.id, null, invitee)),
  }
}

async function remindNext(tx: Transaction, survey: Survey, event: EventDetails | null, now: number): Promise<Step> {
  const chunk = event
    ? await tx
        .select()
        .from(surveyInvitees)
        .where(unremindedOf(tx, survey))
        .orderBy(asc(surveyInvitees.id))
        .limit(surveyChunk)
    : []
  for (const invitee of chunk) await queue(tx, { survey, event, invitee, now })
  return { after: { state: chunk.length < surveyChunk ? 'sent' : 'reminding' }, changes: [] }
}

async function queue(
  tx: Transaction,
  given: { survey: Survey; event: EventDetails | null; invitee: SurveyInvitee; now: number },
): Promise<void> {
  const { survey, event, invitee, now } = given
  const { email, linkId, language } = invitee
  const { closesAt, text } = survey
  if (!event || email === null || linkId === null || closesAt === null) return
  const facts = { event, text, closesAt, invitee: { ...invitee, linkId } }
  const reminds = survey.state === 'reminding'
  await queueLetter(tx, {
    kind: reminds ? 'topicSurveyReminder' : 'topicSurvey',
    subjectId: invitee.id,
    recipient: email,
    revision: survey.reminders,
    language,
    letter: reminds ? topicSurveyReminder(facts) : topicSurveyLetter(facts),
    ...letterhead(event, language),
    now,
    notAfter: closesAt,
  })
}
