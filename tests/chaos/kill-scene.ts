import BetterSqlite3 from 'better-sqlite3'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Stage } from '#tests/live/stage.ts'
import { freshCopies } from './copies.ts'
import { contentOf, type Ledger } from './ledger.ts'
import { openPerson, type Person, type Seat } from './person.ts'
import { eventually } from './trial.ts'

/** When the service is killed. */
export const moments = ['typing', 'lock', 'compaction', 'projection', 'start', 'catchUp'] as const
export type Moment = (typeof moments)[number]

/** Milliseconds between two edits of a tab: quick hands, within what a person may send in a second from two tabs. */
const pace = 110

/** The people, the service, and what can happen to both. */
export function openScene(stage: Stage, documents: string[], ledger: Ledger, pick: (below: number) => number) {
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
        await pause(pick(160))
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
