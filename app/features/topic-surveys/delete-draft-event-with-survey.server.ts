import { eq } from 'drizzle-orm'
import type { Writer } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween, type Actor } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import { deleteDraftEventWithProposals } from '#app/features/proposals/delete-draft-event-with-proposals.server.ts'
import { surveyOfEvent } from './queries.server.ts'
import { surveyChunks, surveyInvitees, topicSurveys } from './tables.server.ts'

/** Deletes a draft event with what was asked about its topics and what was proposed; links of the survey lead nowhere then. */
export async function deleteDraftEventWithSurvey(
  db: Writer,
  args: { eventId: string; actor: Actor; now: number },
): Promise<{ ok: true } | { ok: false; reason: 'noSuchEvent' | 'notDraft' }> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const event = await eventById(tx, eventId)
    const survey = event?.state === 'draft' ? await surveyOfEvent(tx, eventId) : null
    if (survey) {
      const ofSurvey = eq(surveyInvitees.surveyId, survey.id)
      const invitees = await tx.select().from(surveyInvitees).where(ofSurvey)
      const subject = { kind: 'events', id: eventId }
      const subjectIds = tx.select({ id: surveyInvitees.id }).from(surveyInvitees).where(ofSurvey)
      for (const kind of ['topicSurvey', 'topicSurveyReminder']) {
        while ((await stopLetters(tx, { kind, subjectIds, cause: subject, eventId, actor, now })).more);
      }
      await tx.delete(surveyChunks).where(eq(surveyChunks.surveyId, survey.id))
      await tx.delete(surveyInvitees).where(ofSurvey)
      await tx.delete(topicSurveys).where(eq(topicSurveys.id, survey.id))
      await recordChange(tx, {
        actor,
        verb: 'deleteDraftEventWithSurvey',
        subject,
        eventId,
        changes: [
          ...changesBetween('topic_surveys', survey.id, survey, null),
          ...invitees.flatMap((row) => changesBetween('survey_invitees', row.id, row, null)),
        ],
        now,
      })
    }
    return deleteDraftEventWithProposals(tx, args)
  })
}
