import { eq } from 'drizzle-orm'
import type * as Y from 'yjs'
import { addItem, itemsOf, removeItem } from '#app/features/agenda/live.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { changesBetween } from '#app/features/audit/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { stopLetters } from '#app/features/mail/stop-letters.server.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import type { Database } from '#db/database.ts'
import { queueAnswer } from './letters.server.ts'
import { proposalOf, type Proposal } from './queries.server.ts'
import { isOpen, takingRefusal } from './rules.ts'
import { topicProposals } from './tables.server.ts'

/** Makes one edit in the event's live agenda, by the actor; done when it is on the disk and in the agenda's rows. */
export type EditAgenda = (change: (doc: Y.Doc) => void) => Promise<{ ok: boolean }>

export type TakingRefusal = 'noSuchProposal' | 'over' | 'withdrawn' | 'notSaved'

/**
 * Takes a proposal into the agenda, where it becomes the last item and keeps its origin, and tells its proposer by mail.
 *
 * The document and the rows cannot share a transaction, so the item comes first and the fact after it: nothing ever says
 * "taken" without an item. The item has the proposal's own id, so a try that died in between is simply made again and
 * adds nothing twice. A proposal whose item was removed from the agenda is taken in again the same way; its proposer has
 * been told already. One that its proposer took back in the very moment between loses its item again.
 */
export async function takeProposal(
  db: Database,
  args: {
    eventId: string
    proposalId: string
    editAgenda: EditAgenda
    baseUrl: string
    actor: { kind: 'person'; personId: string }
    now: number
  },
): Promise<{ ok: true; added: boolean } | { ok: false; reason: TakingRefusal }> {
  const { eventId, proposalId, editAgenda, baseUrl, actor, now } = args
  const event = await eventById(db.read, eventId)
  const asked = await proposalOf(db.read, eventId, proposalId)
  if (!event || !asked) return { ok: false, reason: 'noSuchProposal' }
  if (!isOpen(event, now)) return { ok: false, reason: 'over' }
  const refused = takingRefusal(asked)
  if (refused) return { ok: false, reason: refused }
  const item = { added: false }
  const edit = await editAgenda((doc) => {
    item.added = addToAgenda(doc, asked)
  })
  const { added } = item
  if (!edit.ok) return { ok: false, reason: 'notSaved' }

  const told = await db.write(async (tx) => {
    const before = await proposalOf(tx, eventId, proposalId)
    const reason = before ? takingRefusal(before) : ('noSuchProposal' as const)
    if (!before || reason) return { ok: false as const, reason: reason ?? ('noSuchProposal' as const) }
    const first = before.state !== 'taken'
    if (!first && !added) return { ok: true as const }
    const after = {
      state: 'taken' as const,
      reason: null,
      reasonLang: null,
      decidedAt: now,
      decidedBy: actor.personId,
      revision: before.revision + (first ? 1 : 0),
    }
    const [row] = await tx.select().from(topicProposals).where(eq(topicProposals.id, proposalId))
    await tx.update(topicProposals).set(after).where(eq(topicProposals.id, proposalId))
    const subject = { kind: 'topic_proposals', id: proposalId }
    const changes = changesBetween('topic_proposals', proposalId, row ?? null, after)
    await recordChange(tx, { actor, verb: 'takeProposal', subject, eventId, changes, now })
    if (!first) return { ok: true as const }
    await stopLetters(tx, { kind: 'proposalDeclined', subjectIds: [proposalId], cause: subject, eventId, actor, now })
    await queueAnswer(tx, {
      event,
      proposal: { ...before, revision: after.revision },
      reason: null,
      baseUrl,
      actor,
      now,
    })
    return { ok: true as const }
  })
  if (told.ok) return { ok: true, added }
  if (added) {
    await editAgenda((doc) => {
      removeItem(doc, proposalId)
    })
  }
  return told
}

/** False: an item that came from it stands there already. */
function addToAgenda(doc: Y.Doc, proposal: Proposal): boolean {
  if (itemsOf(doc).has(proposal.id)) return false
  addItem(
    doc,
    proposal.id,
    {
      kind: 'talk',
      title: proposal.title,
      minutes: proposal.minutes,
      presenter: proposal.speaker || (proposal.association?.name ?? ''),
      associationId: proposal.association?.id ?? null,
      description: richTextOf(proposal.why),
      state: 'proposed',
      proposalId: proposal.id,
    },
    null,
  )
  return true
}
