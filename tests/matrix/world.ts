import path from 'node:path'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { coOrganisers } from '#app/features/events/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { commandLine } from '#app/features/audit/rules.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { everywhere } from '#app/features/people/rules.ts'
import { makeSurvey } from '#tests/support/make-survey.ts'
import { makeProposal } from '#tests/support/make-proposal.ts'
import {
  makeAnswerLink,
  makeAssociation,
  makeEvent,
  makeInvitation,
  makeLetter,
  makeOrganiser,
  makePerson,
} from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { actors, type Actor } from './row.ts'

/** What a path may name: a published event and a draft of the liaison's organiser, an invitation to the event. */
export type Case = {
  eventId: string
  draftId: string
  invitationId: string
  /** Proposed to the published event, by the member. */
  proposalId: string
  letterId: string
  answerToken: string
  /** Of the association that was asked for topics. */
  topicsToken: string
  organiserId: string
  associationId: string
}

export interface World {
  server: TestServer
  /** The Cookie header of each actor; empty for nobody. */
  cookies: Record<Actor, string>
  /** The same in a new session. */
  signInAgain(actor: Actor): Promise<string>
  /** Events and an invitation that nothing has happened to yet. */
  freshCase(): Promise<Case>
}

/** A running server with one of each kind of person. */
export async function openWorld(): Promise<World> {
  const server = await startServer()
  const { db } = server
  const county = await makeOrganiser(db, { kind: 'county', name: { fi: 'Hyvinvointialue' } })
  const organiser = await makeOrganiser(db, { parentId: county.id })
  const neighbour = await makeOrganiser(db, { name: { fi: 'Naapurin kunta' }, parentId: county.id })
  const association = await makeAssociation(db, { municipalityId: organiser.id })
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  const coPlanner = await makePerson(db)
  const member = await makePerson(db, {}, [{ role: 'member', scopeId: association.id }])
  const reader = await makePerson(db)
  const coConvener = await makePerson(db)
  const beside = await makeOrganiser(db, { name: { fi: 'Yhteisjärjestäjän kunta' }, parentId: county.id })
  const emails: Record<Exclude<Actor, 'nobody'>, string> = {
    member: member.email,
    coPlanner: coPlanner.email,
    reader: reader.email,
    liaison: liaison.email,
    coConvener: coConvener.email,
    coOrganiser: (await makePerson(db, {}, [{ role: 'liaison', scopeId: beside.id }])).email,
    otherLiaison: (await makePerson(db, {}, [{ role: 'liaison', scopeId: neighbour.id }])).email,
    coordinator: (await makePerson(db, {}, [{ role: 'coordinator', scopeId: county.id }])).email,
    administrator: (await makePerson(db, {}, [{ role: 'administrator', scopeId: everywhere }])).email,
  }
  const signInAgain = (actor: Actor) => (actor === 'nobody' ? Promise.resolve('') : server.signInAs(emails[actor]))

  async function planned(state: 'published' | 'draft') {
    const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id, state })
    const to = { scopeId: event.id, associationId: association.id, actor: commandLine, now: Date.now() }
    await grantRole(db, { ...to, personId: coPlanner.id, role: 'coPlanner' })
    await grantRole(db, { ...to, personId: reader.id, role: 'reader' })
    await grantRole(db, { ...to, personId: coConvener.id, role: 'coConvener' })
    const row = { id: newId(), eventId: event.id, organiserId: beside.id, namedAt: Date.now() }
    await db.write(async (tx) => tx.insert(coOrganisers).values(row))
    return event
  }

  const cookies = {} as Record<Actor, string>
  for (const actor of actors) cookies[actor] = await signInAgain(actor)
  return {
    server,
    cookies,
    signInAgain,
    async freshCase() {
      const event = await planned('published')
      const draft = await planned('draft')
      const items = [{ ...emptyItem, id: 'avaus', title: 'Avaus' }]
      const publishedAt = Date.now()
      const agendas = [1, 2].map((version) => ({ eventId: event.id, version, publishedAt, items }))
      await db.write(async (tx) => tx.insert(publishedAgendas).values(agendas))
      const invitation = await makeInvitation(db, { eventId: event.id, recipientId: association.id })
      const proposal = await makeProposal(db, {
        eventId: event.id,
        proposerId: member.id,
        associationId: association.id,
      })
      const letter = await makeLetter(db)
      const topicsLink = (await makeSurvey(db, event, association, server)).address
      const answerLink = await makeAnswerLink(db, invitation, server)
      return {
        eventId: event.id,
        draftId: draft.id,
        invitationId: invitation.id,
        proposalId: proposal.id,
        letterId: letter.id,
        answerToken: path.basename(answerLink),
        topicsToken: path.basename(topicsLink),
        organiserId: organiser.id,
        associationId: association.id,
      }
    },
  }
}
