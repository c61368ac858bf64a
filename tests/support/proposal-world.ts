import * as Y from 'yjs'
import { project } from '#app/features/agenda/live.server.ts'
import { itemsOf, readItems } from '#app/features/agenda/live.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { proposeTopic, type Topic } from '#app/features/proposals/propose-topic.server.ts'
import { takeProposal, type EditAgenda } from '#app/features/proposals/take-proposal.server.ts'
import { begin, now } from './event-world.ts'
import { makeAssociation, makeEvent, makePerson } from './makers.ts'

export const topic: Topic = {
  title: 'Nuorille paikka iltaan',
  why: 'Koulu ja seuratalot ovat kiinni.\nKuka avaa oven?',
  minutes: 15,
  speaker: 'Aada Nieminen',
  lang: 'fi',
}
export const baseUrl = 'https://kutsu.example'

/** An event whose agenda is open as a document, its convener, two associations with their people, and a stranger. */
export async function beginProposals(state: 'draft' | 'published' = 'published') {
  const world = await begin()
  const { db, organiser, liaison, actor } = world
  const startsAt = now + 14 * 86_400_000
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id, state, startsAt })
  const youth = await makeAssociation(db, { municipalityId: organiser.id, name: 'Pihapiirin Nuoret ry' })
  const village = await makeAssociation(db, { municipalityId: organiser.id, name: 'Hiidenkosken Kyläseura ry' })
  const member = { role: 'member' as const, scopeId: youth.id }
  const proposer = await makePerson(db, { name: 'Aada Nieminen', email: 'aada@posti.example', language: 'sv' }, [
    member,
  ])
  const villager = { role: 'member' as const, scopeId: village.id }
  const [pekka, ritva] = [
    await makePerson(db, { name: 'Pekka Korhonen' }, [villager]),
    await makePerson(db, { name: 'Ritva Salo' }, [villager]),
  ]
  const stranger = await makePerson(db, { name: 'Outi Vieras' })
  const by = (person: { id: string }) => ({ kind: 'person' as const, personId: person.id })

  const doc = new Y.Doc()
  const editAgenda: EditAgenda = async (change) => {
    change(doc)
    await project(db, event.id, doc)
    return { ok: true }
  }
  return {
    ...world,
    event,
    youth,
    village,
    proposer,
    pekka,
    ritva,
    stranger,
    by,
    doc,
    editAgenda,
    items: () => readItems(doc),
    /** As a planner removes it: from the document, and so from the rows. */
    removeItem: (id: string) =>
      editAgenda((open) => {
        itemsOf(open).delete(id)
      }),
    async propose(given: Partial<Topic> = {}): Promise<string> {
      const made = await proposeTopic(db, {
        eventId: event.id,
        associationId: youth.id,
        topic: { ...topic, ...given },
        actor: by(proposer),
        now,
      })
      if (!made.ok) throw new Error(made.reason)
      return made.proposalId
    },
    take: (proposalId: string, edit: EditAgenda = editAgenda) =>
      takeProposal(db, { eventId: event.id, proposalId, editAgenda: edit, baseUrl, actor, now }),
    /** Makes somebody plan the event for an association. */
    async plan(person: { id: string }, associationId: string | null) {
      const role = { role: 'coPlanner' as const, scopeId: event.id, ...(associationId && { associationId }) }
      await grantRole(db, { personId: person.id, ...role, actor, now })
    },
  }
}
