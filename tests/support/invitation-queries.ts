import { guestsByInvitation } from '#app/features/guests/queries.server.ts'
import { eventsOf } from '#app/features/events/queries.server.ts'
import {
  invitationById,
  invitationOf,
  apartFrom,
  sendingProgress,
  claimsOf,
  peopleComing,
  queueFor,
  waitingRecipients,
  withdrawnKeys,
} from '#app/features/invitations/queries.server.ts'
import { drawOf, eventsToDraw, untoldDraw } from '#app/features/draws/queries.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { answersOfEvent, questionCounts, questionsOf } from '#app/features/questions/queries.server.ts'
import {
  comingParties,
  countedAnswers,
  everybodyInvited,
  invitationsOf,
  invitationSummary,
} from '#app/features/participants/queries.server.ts'
import { invitationFilters } from '#app/features/invitations/rules.ts'
import { placeAt, placesOf } from '#app/features/table-places/queries.server.ts'
import type { Queries } from '#db/database.ts'

/** What the pages of an event's invitations ask, by name. */
export function invitationQueries(
  eventId: string,
  invitationId: string,
): [string, (db: Queries) => Promise<unknown>][] {
  return [
    ['invitationSummary', (db) => invitationSummary(db, eventId)],
    ...invitationFilters.map((part): [string, (db: Queries) => Promise<unknown>] => [
      `invitationsOf ${part}`,
      (db) => invitationsOf(db, eventId, part),
    ]),
    ['claimsOf', (db) => claimsOf(db, eventId)],
    ['seatRulesOf', (db) => seatRulesOf(db, eventId)],
    ['drawOf', (db) => drawOf(db, eventId)],
    ['eventsToDraw', (db) => eventsToDraw(db, Date.now())],
    ['untoldDraw', (db) => untoldDraw(db)],
    ['queueFor', (db) => queueFor(db, eventId)],
    ['apartFrom', (db) => apartFrom(db, eventId)],
    ['withdrawnKeys', (db) => withdrawnKeys(db, eventId)],
    ['waitingRecipients', (db) => waitingRecipients(db, eventId)],
    ['sendingProgress', (db) => sendingProgress(db, eventId)],
    ['peopleComing', (db) => peopleComing(db, eventId)],
    ['countedAnswers', (db) => countedAnswers(db, eventId)],
    ['comingParties', (db) => comingParties(db, eventId, 1)],
    ['everybodyInvited', (db) => everybodyInvited(db, eventId)],
    ['guestsByInvitation', (db) => guestsByInvitation(db, eventId)],
    ['questionsOf', (db) => questionsOf(db, eventId)],
    ['answersOfEvent', (db) => answersOfEvent(db, eventId)],
    ['questionCounts', (db) => questionCounts(db, eventId, [{ id: 'none', kind: 'choice' }])],
    ['invitationOf', (db) => invitationOf(db, eventId, invitationId)],
    ['invitationById', (db) => invitationById(db, invitationId)],
    ['placesOf', (db) => placesOf(db, eventId)],
    ['placeAt', (db) => placeAt(db, { eventId, invitationId, itemId: 'none' })],
    ['eventsOf', (db) => eventsOf(db, ['keskisuomi'])],
  ]
}
