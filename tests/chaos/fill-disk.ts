import { setTimeout as pause } from 'node:timers/promises'
import type * as Y from 'yjs'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { readItems } from '#app/features/agenda/live.ts'
import { feedPath } from '#app/features/calendar/rules.ts'
import { setStage, type Stage } from '#tests/live/stage.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { freshCopies } from './copies.ts'
import { judge, openLedger, type Judgement } from './ledger.ts'
import { openPerson } from './person.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'
import { chance, eventually } from './trial.ts'

/** Milliseconds between two edits of a tab. */
const pace = 60

export type DiskReport = {
  /** What the tabs said while the disk was full. */
  statesWhileFull: string[]
  editsWhileFull: number
  acknowledgedWhileFull: number
  /** What had been called saved by then. */
  savedBefore: number
  /** What was called saved, and is not what somebody finds who joins while the disk is full. */
  lostWhileFull: string[]
  /** What was asked of the service while the disk was full, and how it answered. */
  reads: Record<string, number>
  statesAfterwards: string[]
  /** Milliseconds from the space coming back until everything was saved. */
  recovery: number
  sameProcess: boolean
  /** What a fresh reader finds afterwards, and again after a kill. */
  afterwards: Judgement
  afterKill: Judgement
  /** The rows that pages read follow the document. */
  rowsFollow: boolean
}

/** REL-7: the disk fills up while two people type, stays full while they go on, and gets space again. */
export async function fillDisk(options: {
  megabytes: number
  edits: number
  /** Seconds until the tabs must say that nothing is saved. */
  patience?: number
  entry?: string
}): Promise<DiskReport> {
  const disk = await mountSmallDisk(options.megabytes)
  try {
    const { entry, edits, patience = 60 } = options
    const stage = await setStage({ coPlanners: 2, under: disk.folder, ...(entry ? { entry } : {}) })
    try {
      return await fillUnder(stage, disk, edits, patience)
    } finally {
      await disk.free()
      await stage.server.close()
    }
  } finally {
    await disk.close()
  }
}

async function fillUnder(stage: Stage, disk: SmallDisk, edits: number, seconds: number): Promise<DiskReport> {
  const { server } = stage
  const published = await makeEvent(server.db, { organiserId: stage.organiserId })
  await server.lookAway()
  const pid = server.pid()
  const pick = chance(7)
  const ledger = openLedger()
  const people = stage.coPlanners.map((cookie) =>
    openPerson({ baseUrl: server.baseUrl, cookie, document: stage.document }, ledger),
  )
  const states = () => people.map(({ live }) => live.view().saved.state)
  const editAll = async () => {
    for (const person of people) person.edit(pick)
    await pause(pace)
  }
  const judgeFresh = async (which: 'acknowledged' | 'owed') => {
    const expected = ledger.expect(which)
    return judge(expected, await freshCopies(stage, [stage.document]))
  }
  try {
    await eventually(() => people.every((one) => one.saved()), 20)
    for (let count = 0; count < 10; count += 1) await editAll()
    await eventually(() => people.every((one) => one.saved()), 20)

    await disk.fill()
    // What the database had reserved before is written to first.
    const patience = performance.now() + seconds * 1000
    while (!states().every((state) => state === 'notSaved') && performance.now() < patience) {
      await editAll()
      await disk.fill()
    }
    const before = ledger.acknowledged()
    for (let count = 0; count < edits; count += 1) await editAll()
    const statesWhileFull = states()
    const acknowledgedWhileFull = ledger.acknowledged() - before
    // Edits that the disk refused are in the service's memory: a reader is given what stands on the disk.
    const lostWhileFull = (await judgeFresh('acknowledged')).lost
    const reads = {
      page: (await server.get(`/events/${published.id}`)).status,
      agenda: (await server.get(`/events/${stage.eventId}/agenda`, { cookie: stage.liaison })).status,
      feed: (await server.get(feedPath({ of: 'everybody', kinds: [], language: 'fi' }))).status,
    }

    const at = performance.now()
    await disk.free()
    await eventually(() => people.every((one) => one.saved()), 30)
    const recovery = performance.now() - at
    const statesAfterwards = states()
    const afterwards = await judgeFresh('owed')
    const sameProcess = server.running() && server.pid() === pid
    const rowsFollow = await eventually(async () => {
      const rows = await agendaFor(server.db.read, stage.eventId)
      const [copy] = await freshCopies(stage, [stage.document])
      return JSON.stringify(rows.map(({ title }) => title)) === JSON.stringify(titlesOf(copy))
    }, 20)
    await server.lookAway()
    await server.kill()
    await server.restart()
    const afterKill = await judgeFresh('owed')
    return {
      statesWhileFull,
      editsWhileFull: edits * people.length,
      savedBefore: before,
      acknowledgedWhileFull,
      lostWhileFull,
      reads,
      statesAfterwards,
      recovery,
      sameProcess,
      afterwards,
      afterKill,
      rowsFollow,
    }
  } finally {
    for (const person of people) person.close()
  }
}

const titlesOf = (doc?: Y.Doc) => (doc ? readItems(doc) : []).map(({ title }) => title)
