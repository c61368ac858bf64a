import type { EventState } from '#app/features/events/rules.ts'
import type { Role } from '#app/features/people/rules.ts'

/**
 * - waiting: the convener has not answered
 * - taken: it went into the agenda (whether its item still stands there is read from the agenda)
 * - declined: not now, with a reason
 * - withdrawn: its proposer took it back
 */
export const proposalStates = ['waiting', 'taken', 'declined', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

/** Where a proposal stands for those who look at it. `removed`: it was taken in, and its item is gone from the agenda. */
export const stages = ['waiting', 'inAgenda', 'removed', 'declined', 'withdrawn'] as const
export type Stage = (typeof stages)[number]

export function stageOf({ state, inAgenda }: { state: ProposalState; inAgenda: boolean }): Stage {
  if (state !== 'taken') return state
  return inAgenda ? 'inAgenda' : 'removed'
}

/** Why something cannot be done with a proposal. */
export const refusals = [
  'noSuchProposal',
  'over',
  'notTheirAssociation',
  'ownProposal',
  'notTheirs',
  'answered',
  'withdrawn',
  'inAgenda',
  'notSaved',
  'reasonMissing',
] as const
export type Refusal = (typeof refusals)[number]

/** Topics are proposed, supported, discussed and decided on until the event begins. */
export function isOpen(event: { state: EventState; startsAt: number }, now: number): boolean {
  return (event.state === 'draft' || event.state === 'published') && now < event.startsAt
}

/** The associations that a person speaks for at an event: those they are a member of, and whom they plan it for. */
export function speaksFor(roles: Role[], eventId: string): string[] {
  const spoken = roles.flatMap(({ role, scopeId, associationId }) => {
    if (role === 'member') return [scopeId]
    return role === 'coPlanner' && scopeId === eventId && associationId !== null ? [associationId] : []
  })
  return [...new Set(spoken)]
}

/** Who proposes or supports: a person with an account, or somebody of an association by its personal link. */
export type Proposing = { kind: 'person'; personId: string } | { kind: 'link'; linkId: string }

/** What keeps a proposal out of the agenda; null: it may go in, also again, and also after a "not now". */
export function takingRefusal({ state }: { state: ProposalState }): 'withdrawn' | null {
  return state === 'withdrawn' ? 'withdrawn' : null
}

/** What keeps the convener from answering "not now". What stands in the agenda is removed there first. */
export function decliningRefusal({
  state,
  inAgenda,
}: {
  state: ProposalState
  inAgenda: boolean
}): 'withdrawn' | 'answered' | 'inAgenda' | null {
  if (state === 'withdrawn') return 'withdrawn'
  if (inAgenda) return 'inAgenda'
  return state === 'declined' ? 'answered' : null
}

/** What keeps its proposer from changing it or taking it back. */
export function changingRefusal(
  { state, proposerId }: { state: ProposalState; proposerId: string | null },
  personId: string,
): 'notTheirs' | 'withdrawn' | 'answered' | null {
  if (proposerId !== personId) return 'notTheirs'
  if (state === 'withdrawn') return 'withdrawn'
  return state === 'waiting' ? null : 'answered'
}

/** The same for somebody with an association's link, who takes back what came by it and nothing of its people's. */
export function linkWithdrawingRefusal(
  {
    state,
    proposer,
    association,
  }: { state: ProposalState; proposer: object | null; association: { id: string } | null },
  associationId: string | null,
): 'notTheirs' | 'withdrawn' | 'answered' | null {
  if (proposer !== null || associationId === null || association?.id !== associationId) return 'notTheirs'
  if (state === 'withdrawn') return 'withdrawn'
  return state === 'waiting' ? null : 'answered'
}

/** The longest texts in characters, and the longest item that is proposed, in minutes. */
export const longest = { title: 200, why: 2000, speaker: 200, reason: 1000, comment: 1000, minutes: 240 } as const

/** How long a topic is when its proposer has said nothing yet, in minutes. */
export const usualMinutes = 15
