import type { Database } from '#db/database.ts'
import { eventZone } from '#app/features/events/rules.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { addComment } from '#app/features/proposals/add-comment.server.ts'
import { proposeTopic } from '#app/features/proposals/propose-topic.server.ts'
import { commentsOf, proposalOf } from '#app/features/proposals/queries.server.ts'
import { supportProposal } from '#app/features/proposals/support-proposal.server.ts'
import type { SampleOptions } from './load-sample.ts'
import { dayOf, daysBefore, moment } from './sample-dates.ts'
import type { Sample } from './sample-files.ts'

type SampleProposal = Sample['proposals'][number]

/** Proposes the sample's topics, with those who stand behind them and what they say: each by somebody of the association. */
export async function loadSampleProposals(sample: Sample, eventIds: Map<string, string>, options: SampleOptions) {
  const { db, now, say } = options
  const today = dayOf(now, eventZone)
  for (const given of sample.proposals) {
    const eventId = eventIds.get(given.event)
    if (eventId === undefined) throw new Error(`proposals.json names an unknown event: ${given.event}`)
    const at = (daysAgo: number) => moment(daysBefore(today, daysAgo), '17:30', eventZone)
    const { id, associationId, title, why, minutes, speaker, lang } = given
    if (!(await proposalOf(db.read, eventId, id))) {
      const topic = { title, why, minutes, speaker, lang }
      const actor = await actorBy(db, given.proposer)
      const made = await proposeTopic(db, { id, eventId, associationId, topic, actor, now: at(given.daysAgo) })
      if (!made.ok) throw new Error(`proposals.json: ${title} was refused: ${made.reason}`)
    }
    await addSupports(db, sample, given, { eventId, now: at(given.daysAgo - 1) })
    await addComments(db, given, eventId, at)
  }
  say(`${String(sample.proposals.length)} topics proposed`)
}

async function addSupports(
  db: Database,
  sample: Sample,
  given: SampleProposal,
  { eventId, now }: { eventId: string; now: number },
) {
  for (const associationId of given.supports) {
    const member = sample.people.find(({ roles }) => roles.some(({ scopeId }) => scopeId === associationId))
    if (!member) throw new Error(`proposals.json: people.json has nobody of ${associationId}`)
    const actor = await actorBy(db, member.email)
    const supporting = { eventId, proposalId: given.id, associationId, supports: true, actor, now }
    const done = await supportProposal(db, supporting)
    if (!done.ok) throw new Error(`proposals.json: the support of ${associationId} was refused: ${done.reason}`)
  }
}

async function addComments(db: Database, given: SampleProposal, eventId: string, at: (daysAgo: number) => number) {
  const there = (await commentsOf(db.read, given.id)).length
  for (const { author, associationId, text, daysAgo } of given.comments.slice(there)) {
    const actor = await actorBy(db, author)
    const { id: proposalId, lang } = given
    const said = await addComment(db, { eventId, proposalId, associationId, text, lang, actor, now: at(daysAgo) })
    if (!said.ok) throw new Error(`proposals.json: a comment of ${author} was refused: ${said.reason}`)
  }
}

async function actorBy(db: Database, email: string) {
  const person = await personByEmail(db.read, email)
  if (!person) throw new Error(`proposals.json: nobody has the address ${email}`)
  return { kind: 'person' as const, personId: person.id }
}
