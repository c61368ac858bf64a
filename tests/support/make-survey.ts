import { nobody } from '#app/features/audiences/rules.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { surveyInvitees, topicSurveys } from '#app/features/topic-surveys/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'

/** A survey of topics that was sent to one association and is open until the event begins, and its personal address. */
export async function makeSurvey(
  db: Database,
  event: { id: string; startsAt: number },
  association: { id: string; name: string; email: string | null },
  service: { secret: string; baseUrl: string },
): Promise<{ inviteeId: string; address: string }> {
  const survey = {
    id: newId(),
    eventId: event.id,
    audience: nobody,
    text: { fi: 'Mistä puhutaan?', sv: 'Vad ska vi tala om?' },
    closesAt: event.startsAt,
    senderId: newId(),
    state: 'sent' as const,
    total: 1,
    queued: 1,
    reminders: 0,
    remindedAt: null,
    createdAt: Date.now(),
  }
  const id = newId()
  const linkId = await db.write(async (tx) => {
    const link = await createLink(tx, { purpose: 'topics', subjectId: id })
    await tx.insert(topicSurveys).values(survey)
    await tx.insert(surveyInvitees).values({
      id,
      surveyId: survey.id,
      associationId: association.id,
      name: association.name,
      email: association.email,
      language: 'fi',
      linkId: link.id,
      answeredAt: null,
      createdAt: Date.now(),
    })
    return link.id
  })
  return { inviteeId: id, address: await linkAddress(db.read, { ...service, linkId }) }
}
