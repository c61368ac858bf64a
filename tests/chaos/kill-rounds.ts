import type * as Y from 'yjs'
import { setStage } from '#tests/live/stage.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { copiesOnDisk } from './copies.ts'
import { openScene, type Moment } from './kill-scene.ts'
import { judge, openLedger } from './ledger.ts'
import { chance, eventually } from './trial.ts'

/** What is drawn for a round; typing is the commonest thing that people do. */
const drawn: Moment[] = ['typing', 'typing', 'typing', 'typing', 'lock', 'compaction', 'compaction', 'projection']
const all: Moment[] = [...drawn, 'start', 'start', 'catchUp', 'catchUp']

export type KillReport = {
  acknowledged: number
  lost: string[]
  doubled: string[]
  garbled: string[]
  /** Rounds after which somebody was not in sync, or two copies differed, in words. */
  apart: string[]
  /** How often the service was killed at which moment; of the compactions, how often before its commit. */
  kills: Record<Moment, number>
  beforeSnapshot: number
  /** Milliseconds from each last kill of a round to the first answer of a ready service. */
  outages: number[]
}

/**
 * REL-1: several people type into two agendas, the service is killed (SIGKILL) at seeded moments and started again, and
 * what was called saved is looked for: on the disk as the kill left it, by a reader who was never here, and by everybody.
 * @param options.moments one for each round, instead of drawn ones
 */
export async function killRounds(options: {
  seed: number
  rounds: number
  moments?: readonly Moment[]
  entry?: string
}): Promise<KillReport> {
  // Two generators: how much is typed depends on the machine, and the plan of a seed should not.
  const plan = chance(options.seed)
  const pick = chance(options.seed + 1)
  const stage = await setStage({ coPlanners: 5, ...(options.entry ? { entry: options.entry } : {}) })
  const second = await makeEvent(stage.server.db, { organiserId: stage.organiserId, state: 'draft' })
  const documents = [stage.document, `agenda/${second.id}`]
  await stage.server.lookAway()
  const ledger = openLedger()
  const scene = openScene(stage, documents, ledger, pick)
  const known = new Set<string>()
  const report: KillReport = {
    acknowledged: 0,
    lost: [],
    doubled: [],
    garbled: [],
    apart: [],
    kills: { typing: 0, lock: 0, compaction: 0, projection: 0, start: 0, catchUp: 0 },
    beforeSnapshot: 0,
    outages: [],
  }
  const judged = async (where: string, which: 'acknowledged' | 'owed', copies: () => Promise<Y.Doc[]>) => {
    const expected = ledger.expect(which)
    const found = await copies()
    const { lost, doubled, garbled } = judge(expected, found)
    // Once lost, it is missing in every later look.
    report.lost.push(...lost.filter((one) => !known.has(one)).map((one) => `${one} (${where})`))
    for (const one of lost) known.add(one)
    report.doubled = [...new Set([...report.doubled, ...doubled])]
    report.garbled.push(...garbled)
    return found
  }
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      const moment = options.moments?.[round] ?? all[plan(all.length)] ?? 'typing'
      report.kills[moment] += 1
      await scene.typeUntil(4 + plan(40))
      let killedAt = await scene.killAt(moment)
      const where = (look: string) => `round ${String(round + 1)}, ${moment}, ${look}`
      // The disk as it is while no service runs, in a copy: the service itself recovers its files.
      const lookAtDisk = async () => {
        const { docs, rows } = await copiesOnDisk(stage.server.dataDir, documents)
        if (moment === 'compaction' && rows > 0) report.beforeSnapshot += 1
        return docs
      }
      await judged(where('on the disk'), 'acknowledged', lookAtDisk)
      const held = plan(3) > 0 || moment === 'compaction'
      scene.changeTabs(held)
      if (moment === 'start' || moment === 'catchUp') {
        killedAt = await scene.killAgain(moment)
        await judged(where('on the disk again'), 'acknowledged', lookAtDisk)
      }
      await stage.server.restart()
      report.outages.push(performance.now() - killedAt)
      // Held: before anybody came back who could give the service what it lost.
      await judged(where('fresh reader'), 'acknowledged', scene.freshCopies)
      scene.comeBack()
      const inSync = await eventually(() => scene.people().every((one) => one.saved()), 20)
      const copies = await judged(where('everybody back'), 'owed', scene.freshCopies)
      const equal = inSync && (await eventually(() => scene.allEqual(copies), 10))
      if (!equal) report.apart.push(`round ${String(round + 1)} (${moment}): ${scene.whoDiffers(copies)}`)
      if (report.apart.length > 3) break
    }
  } finally {
    scene.close()
    await stage.server.close()
  }
  return { ...report, acknowledged: ledger.acknowledged() }
}
