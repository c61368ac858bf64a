import BetterSqlite3 from 'better-sqlite3'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { setStage, type Stage } from '#tests/live/stage.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { copiesOnDisk, freshCopies } from './copies.ts'
import { contentOf, judge, openLedger, type Ledger } from './ledger.ts'
import { openPerson, type Person, type Seat } from './person.ts'
import { chance, eventually } from './trial.ts'

/** When the service is killed. */
export const moments = ['typing', 'lock', 'compaction', 'projection', 'start', 'catchUp'] as const
export type Moment = (typeof moments)[number]

/** What is drawn for a round; typing is the commonest thing that people do. */
const drawn: Moment[] = ['typing', 'typing', 'typing', 'typing', 'lock', 'compaction', 'compaction', 'projection']
const all: Moment[] = [...drawn, 'start', 'start', 'catchUp', 'catchUp']

/** Milliseconds between two edits of a tab: quick hands, within what a person may send in a second from two tabs. */
const pace = 110

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
  const pick = chance(options.seed)
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
      const moment = options.moments?.[round] ?? all[pick(all.length)] ?? 'typing'
      report.kills[moment] += 1
      await scene.typeUntil(4 + pick(40))
      let killedAt = await scene.killAt(moment)
      const where = (look: string) => `round ${String(round + 1)}, ${moment}, ${look}`
      // The disk as it is while no service runs, in a copy: the service itself recovers its files.
      const lookAtDisk = async () => {
        const { docs, rows } = await copiesOnDisk(stage.server.dataDir, documents)
        if (moment === 'compaction' && rows > 0) report.beforeSnapshot += 1
        return docs
      }
      await judged(where('on the disk'), 'acknowledged', lookAtDisk)
      const held = moment === 'compaction' || pick(3) > 0
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

/** The people, the service, and what can happen to both. */
function openScene(stage: Stage, documents: string[], ledger: Ledger, pick: (below: number) => number) {
  const { server } = stage
  const [first = '', second = ''] = documents
  const seat = (planner: number): Seat => ({
    baseUrl: server.baseUrl,
    cookie: stage.coPlanners[planner] ?? '',
    document: first,
  })
  const other: Seat = { baseUrl: server.baseUrl, cookie: stage.liaison, document: second }
  // These tabs stay open through everything; the last one's connection breaks now and then.
  const stay = [openPerson(other, ledger), ...[0, 1, 2].map((planner) => openPerson(seat(planner), ledger))]
  const shaky = stay.at(-1)
  // These two are closed at each kill: one with its storage wiped, one opened again with what it kept.
  let wiped = openPerson(seat(3), ledger)
  let reopened = openPerson(seat(4), ledger)
  const people = (): Person[] => [...stay, wiped, reopened]

  /** Everybody edits, at the pace of hands, while it holds. */
  async function editWhile(goesOn: () => boolean) {
    while (goesOn()) {
      for (const person of people()) if (pick(5) > 0) person.edit(pick)
      await pause(pace)
    }
  }

  async function kill(): Promise<number> {
    const at = performance.now()
    await server.kill()
    return at
  }

  /** Kills while the write lock is held elsewhere: what is typed meanwhile cannot be on the disk. */
  async function killUnderLock() {
    const lock = new BetterSqlite3(path.join(server.dataDir, 'kutsu.db'))
    lock.exec('BEGIN IMMEDIATE')
    let times = 0
    await editWhile(() => (times += 1) < 4)
    const killed = await kill()
    lock.exec('ROLLBACK')
    lock.close()
    return killed
  }

  return {
    people,
    /** Until so many more are acknowledged. */
    async typeUntil(acknowledged: number) {
      const enough = ledger.acknowledged() + acknowledged
      const patience = performance.now() + 20_000
      const away = pick(3) === 0
      if (away) shaky?.wire.disconnect()
      await editWhile(() => ledger.acknowledged() < enough && performance.now() < patience)
      if (away && pick(2) === 0) shaky?.wire.connect()
    },
    /** @returns when, by the monotonic clock */
    async killAt(moment: Moment): Promise<number> {
      if (moment === 'lock') return killUnderLock()
      if (moment === 'compaction') {
        // The last one out makes the service write rows and snapshot.
        for (const { wire } of people()) wire.disconnect()
        await pause(pick(40))
      } else if (moment === 'projection') {
        await eventually(() => stay.slice(0, -1).every((one) => one.saved()), 5)
        // Rows are written one second after the last edit.
        await pause(970 + pick(80))
      } else {
        for (const person of people()) person.edit(pick)
        await pause(pick(60))
      }
      return kill()
    },
    /** Tabs close, one with its storage; `held`: the others' connections wait for `comeBack`. */
    changeTabs(held: boolean) {
      wiped.vanish()
      reopened.close()
      const kept = reopened.unsent
      if (held) for (const { wire } of stay) wire.disconnect()
      else for (const { wire } of stay) wire.connect()
      wiped = openPerson(seat(3), ledger)
      reopened = openPerson(seat(4), ledger, kept)
      if (held) for (const { wire } of [wiped, reopened]) wire.disconnect()
    },
    comeBack() {
      for (const { wire } of people()) wire.connect()
    },
    /** Kills a service that has just been started: before it is ready, or while it and its people catch up. */
    async killAgain(moment: 'start' | 'catchUp'): Promise<number> {
      const starting = server.restart().catch(() => undefined)
      if (moment === 'catchUp') await starting
      await pause(pick(moment === 'start' ? 600 : 120))
      const killed = await kill()
      await starting
      return killed
    },
    freshCopies: () => freshCopies(stage, documents),
    allEqual: (copies: Y.Doc[]) => differing(copies).length === 0,
    whoDiffers(copies: Y.Doc[]) {
      const states = people().map((one) => one.live.view().saved.state)
      return `copies ${differing(copies).join(', ')}; ${states.join(', ')}`
    },
    close() {
      for (const person of people()) person.close()
    },
  }

  function differing([main = new Y.Doc(), aside = new Y.Doc()]: Y.Doc[]): number[] {
    const wanted = [contentOf(aside), contentOf(main)] as const
    return people().flatMap(({ live }, index) => (contentOf(live.doc) === wanted[index === 0 ? 0 : 1] ? [] : [index]))
  }
}
