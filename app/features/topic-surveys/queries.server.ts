import { and, asc, count, eq, exists, inArray, isNotNull, isNull, not, notExists, or, sql, type SQL } from 'drizzle-orm'
import type { Queries } from '#db/database.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { asSeenBy, proposalsOf, type Proposal } from '#app/features/proposals/queries.server.ts'
import { proposalSupports, topicProposals } from '#app/features/proposals/tables.server.ts'
import { stageOf, type Stage } from '#app/features/proposals/rules.ts'
import type { Language } from '#app/lib/languages.ts'
import { surveyListLength, type SurveyCounts, type SurveyPart } from './rules.ts'
import { surveyInvitees, topicSurveys } from './tables.server.ts'

export type Survey = typeof topicSurveys.$inferSelect
export type SurveyInvitee = typeof surveyInvitees.$inferSelect

/** The survey of an event, also while it is a draft; null: none was begun. */
export async function surveyOfEvent(db: Queries, eventId: string): Promise<Survey | null> {
  const [found] = await db.select().from(topicSurveys).where(eq(topicSurveys.eventId, eventId))
  return found ?? null
}

/** What stands behind a link: the association that was asked, the survey, the event. */
export type AskedForTopics = { invitee: SurveyInvitee; survey: Survey; event: EventDetails }

/** By the subject of a link: the asked association itself, or a topic that came from it, as in the letter that answers it. */
export async function askedBehind(db: Queries, subjectId: string): Promise<AskedForTopics | null> {
  const [own] = await db.select().from(surveyInvitees).where(eq(surveyInvitees.id, subjectId))
  const invitee = own ?? (await proposingInvitee(db, subjectId))
  if (!invitee) return null
  const [survey] = await db.select().from(topicSurveys).where(eq(topicSurveys.id, invitee.surveyId))
  const event = survey && (await eventById(db, survey.eventId))
  return event ? { invitee, survey, event } : null
}

async function proposingInvitee(db: Queries, proposalId: string): Promise<SurveyInvitee | null> {
  const [found] = await db
    .select({ invitee: surveyInvitees })
    .from(topicProposals)
    .innerJoin(topicSurveys, eq(topicSurveys.eventId, topicProposals.eventId))
    .innerJoin(
      surveyInvitees,
      and(eq(surveyInvitees.surveyId, topicSurveys.id), eq(surveyInvitees.associationId, topicProposals.associationId)),
    )
    .where(and(eq(topicProposals.id, proposalId), isNotNull(topicProposals.linkId)))
  return found?.invitee ?? null
}

/** A topic as another association's link shows it: whose it is by the association's name, and nobody's own name. */
export type ShownTopic = {
  id: string
  title: string
  why: string
  lang: Language
  minutes: number
  /** Null: the organiser's. */
  association: string | null
  supporters: number
  stage: Stage
  /** Why not now, for the association that proposed it. */
  reason: Proposal['reason']
  supported: boolean
  own: boolean
  /** Came by the link and waits: may be taken back by it. */
  withdrawable: boolean
}

/** The topics of an event for one association: what waits or is in the agenda, and all of its own. */
export async function topicsFor(db: Queries, eventId: string, associationId: string): Promise<ShownTopic[]> {
  const all = await proposalsOf(db, eventId)
  return all.flatMap((one) => {
    const own = one.association?.id === associationId
    const stage = stageOf(one)
    if (!own && stage !== 'waiting' && stage !== 'inAgenda') return []
    const { id, title, why, lang, minutes, supporters } = one
    return {
      id,
      title,
      why,
      lang,
      minutes,
      association: one.association?.name ?? null,
      supporters: supporters.length,
      stage,
      reason: own ? one.reason : null,
      supported: supporters.some((supporter) => supporter.id === associationId),
      own,
      withdrawable: own && one.proposer === null && stage === 'waiting',
    }
  })
}

/** How many topics an association has proposed to an event, those taken back left out. */
export async function topicCount(db: Queries, eventId: string, associationId: string): Promise<number> {
  return (await topicsFor(db, eventId, associationId)).filter(({ own }) => own).length
}

/** Those of an event's topics that stand, the most supported first; equal ones in the order in which they came. */
export async function topicsBySupport(db: Queries, eventId: string): Promise<Proposal[]> {
  const all = (await proposalsOf(db, eventId)).map((one) => asSeenBy(one, true))
  return all.sort((a, b) => b.supporters.length - a.supporters.length)
}

/** Has the association of the row answered: by the link, or one of its members signed in? */
function hasAnswered(db: Queries, eventId: string): SQL | undefined {
  const supports = db
    .select({ one: sql`1` })
    .from(proposalSupports)
    .innerJoin(topicProposals, eq(topicProposals.id, proposalSupports.proposalId))
    .where(and(eq(topicProposals.eventId, eventId), eq(proposalSupports.associationId, surveyInvitees.associationId)))
  return or(isNotNull(surveyInvitees.answeredAt), exists(supports))
}

const surveyLetter = and(eq(letters.subjectId, surveyInvitees.id), eq(letters.kind, 'topicSurvey'))
const lost = or(isNull(surveyInvitees.email), inArray(letters.state, ['failed', 'unknown', 'stopped']))
const arrived = and(
  isNotNull(surveyInvitees.email),
  or(isNull(letters.state), inArray(letters.state, ['waiting', 'sending', 'sent'])),
)

function partOf(db: Queries, survey: Survey, part: SurveyPart): SQL | undefined {
  const answered = hasAnswered(db, survey.eventId)
  const silent = answered && not(answered)
  const of = { answered, unanswered: and(silent, arrived), notReached: and(silent, lost) }
  return and(eq(surveyInvitees.surveyId, survey.id), of[part])
}

/** How many associations have answered, have not, and were not reached (no address, or a letter that did not arrive). */
export async function surveyCounts(db: Queries, survey: Survey): Promise<SurveyCounts> {
  const countOf = async (part: SurveyPart) => {
    const [found] = await db
      .select({ count: count() })
      .from(surveyInvitees)
      .leftJoin(letters, surveyLetter)
      .where(partOf(db, survey, part))
    return found?.count ?? 0
  }
  return {
    answered: await countOf('answered'),
    unanswered: await countOf('unanswered'),
    notReached: await countOf('notReached'),
  }
}

/** A page (from 1 on) of one part of the asked, by name. */
export async function surveyListOf(db: Queries, survey: Survey, part: SurveyPart, page = 1) {
  const { id, name, email, answeredAt } = surveyInvitees
  return db
    .select({ id, name, email, answeredAt, letter: letters.state })
    .from(surveyInvitees)
    .leftJoin(letters, surveyLetter)
    .where(partOf(db, survey, part))
    .orderBy(asc(name), asc(id))
    .limit(surveyListLength)
    .offset((page - 1) * surveyListLength)
}

/** The asked who have an address, have not answered, and have no letter of this reminder yet. */
export function unremindedOf(db: Queries, survey: Survey): SQL | undefined {
  const reminded = db
    .select({ one: sql`1` })
    .from(letters)
    .where(
      and(
        eq(letters.subjectId, surveyInvitees.id),
        eq(letters.kind, 'topicSurveyReminder'),
        eq(letters.revision, survey.reminders),
      ),
    )
  const answered = hasAnswered(db, survey.eventId)
  return and(
    eq(surveyInvitees.surveyId, survey.id),
    answered && not(answered),
    isNotNull(surveyInvitees.email),
    isNotNull(surveyInvitees.linkId),
    notExists(reminded),
  )
}

/** How many a reminder would go to now. */
export function countUnreminded(db: Queries, survey: Survey): Promise<number> {
  // The next reminder has no letters yet.
  return db.$count(surveyInvitees, unremindedOf(db, { ...survey, reminders: survey.reminders + 1 }))
}
