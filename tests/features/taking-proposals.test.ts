import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people } from '#app/features/people/tables.server.ts'
import { declineProposal } from '#app/features/proposals/decline-proposal.server.ts'
import { proposalOf } from '#app/features/proposals/queries.server.ts'
import { stageOf } from '#app/features/proposals/rules.ts'
import { withdrawProposal } from '#app/features/proposals/withdraw-proposal.server.ts'
import { plainText } from '#app/lib/rich-text.ts'
import { now } from '#tests/support/event-world.ts'
import { baseUrl, beginProposals } from '#tests/support/proposal-world.ts'

type World = Awaited<ReturnType<typeof beginProposals>>

const stage = async ({ db, event }: World, id: string) => {
  const proposal = await proposalOf(db.read, event.id, id)
  return proposal && stageOf(proposal)
}

test('a topic that is taken in becomes the last item and keeps its origin; its proposer is told once', async () => {
  const world = await beginProposals()
  const id = await world.propose()
  await world.take(await world.propose({ title: 'Toinen', speaker: '' }))
  expect(await world.take(id)).toEqual({ ok: true, added: true })
  const [second, item] = world.items()
  expect(second).toMatchObject({ title: 'Toinen', presenter: 'Pihapiirin Nuoret ry' })
  expect(item).toMatchObject({
    title: 'Nuorille paikka iltaan',
    minutes: 15,
    presenter: 'Aada Nieminen',
    associationId: world.youth.id,
    state: 'proposed',
    kind: 'talk',
    proposalId: id,
  })
  expect(plainText(item?.description ?? [])).toBe('Koulu ja seuratalot ovat kiinni.\nKuka avaa oven?')
  expect(await stage(world, id)).toBe('inAgenda')

  expect(await world.take(id)).toEqual({ ok: true, added: false })
  expect(world.items()).toHaveLength(2)
  const sent = await world.db.read.select().from(letters).where(eq(letters.subjectId, id))
  expect(sent).toHaveLength(1)
  const told = and(eq(auditRows.verb, 'takeProposal'), eq(auditRows.subjectId, id))
  expect(await world.db.read.$count(auditRows, told), 'the second press changed nothing').toBe(1)
  expect(sent[0]).toMatchObject({ kind: 'proposalTaken', recipient: 'aada@posti.example', language: 'sv' })
})

test('two presses at once make one item and one letter', async () => {
  const world = await beginProposals()
  const id = await world.propose()
  const outcomes = await Promise.all([world.take(id), world.take(id)])
  expect(outcomes.map((outcome) => outcome.ok && outcome.added).sort()).toEqual([false, true])
  expect(world.items()).toHaveLength(1)
  expect(await world.db.read.$count(letters)).toBe(1)
})

test('a server that dies after the item and before the fact says nothing false, and the next try ends it', async () => {
  const world = await beginProposals()
  const id = await world.propose()
  const dying = world.take(id, async (change) => {
    await world.editAgenda(change)
    throw new Error('killed')
  })
  await expect(dying).rejects.toThrow('killed')
  expect(await stage(world, id)).toBe('waiting')
  expect(await world.db.read.$count(letters)).toBe(0)
  const { db, event, actor } = world
  const declining = { eventId: event.id, proposalId: id, reason: 'Ei', lang: 'fi' as const, baseUrl, actor, now }
  expect(await declineProposal(db, declining), 'it stands in the agenda').toEqual({ ok: false, reason: 'inAgenda' })

  expect(await world.take(id)).toEqual({ ok: true, added: false })
  expect(world.items()).toHaveLength(1)
  expect(await stage(world, id)).toBe('inAgenda')
  expect(await world.db.read.$count(letters)).toBe(1)
})

test('when the agenda takes no edit, nothing says "taken" and nobody is told', async () => {
  const world = await beginProposals()
  const id = await world.propose()
  const refused = await world.take(id, () => Promise.resolve({ ok: false }))
  expect(refused).toEqual({ ok: false, reason: 'notSaved' })
  expect(await stage(world, id)).toBe('waiting')
  expect(await world.db.read.$count(letters)).toBe(0)
})

test('one that is withdrawn in the very moment between loses its item again', async () => {
  const world = await beginProposals()
  const { db, event, proposer, by } = world
  const id = await world.propose()
  let withdrawn = false
  const outcome = await world.take(id, async (change) => {
    const edited = await world.editAgenda(change)
    if (!withdrawn) await withdrawProposal(db, { eventId: event.id, proposalId: id, actor: by(proposer), now })
    withdrawn = true
    return edited
  })
  expect(outcome).toEqual({ ok: false, reason: 'withdrawn' })
  expect(world.items()).toEqual([])
  expect(await db.read.$count(letters)).toBe(0)
  expect(await world.take(id)).toEqual({ ok: false, reason: 'withdrawn' })
})

test('when its item is removed, the proposal says so and can be taken in again, or answered "not now"', async () => {
  const world = await beginProposals()
  const { db, event, actor } = world
  const id = await world.propose()
  await world.take(id)
  await world.removeItem(id)
  expect(await stage(world, id)).toBe('removed')
  // A letter to another address would be no double for the outbox.
  await db.write(async (tx) =>
    tx.update(people).set({ email: 'uusi@posti.example' }).where(eq(people.id, world.proposer.id)),
  )
  expect(await world.take(id)).toEqual({ ok: true, added: true })
  expect(await stage(world, id)).toBe('inAgenda')
  expect(await db.read.$count(letters), 'they know already').toBe(1)

  await world.removeItem(id)
  const declining = { eventId: event.id, proposalId: id, reason: 'Ei mahdu', lang: 'fi' as const, baseUrl, actor, now }
  expect(await declineProposal(db, declining)).toEqual({ ok: true })
  const [first, second] = await db.read.select().from(letters).orderBy(letters.revision)
  expect([first?.kind, first?.state], 'it waited and would tell what is not so any more').toEqual([
    'proposalTaken',
    'stopped',
  ])
  expect([second?.kind, second?.state]).toEqual(['proposalDeclined', 'waiting'])
})

test('what was answered "not now" may be taken in later, and its proposer is told that too', async () => {
  const world = await beginProposals()
  const { db, event, actor } = world
  const id = await world.propose()
  await declineProposal(db, { eventId: event.id, proposalId: id, reason: 'Ei mahdu', lang: 'fi', baseUrl, actor, now })
  expect(await world.take(id)).toEqual({ ok: true, added: true })
  expect(await proposalOf(db.read, event.id, id)).toMatchObject({ state: 'taken', reason: null })
  const sent = await db.read.select().from(letters).orderBy(letters.revision)
  expect(sent.map(({ kind, state }) => [kind, state])).toEqual([
    ['proposalDeclined', 'stopped'],
    ['proposalTaken', 'waiting'],
  ])
})
