import { PerformanceObserver } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as Y from 'yjs'
import { addItem, agendaDocument, readItems, textOf } from '#app/features/agenda/live.ts'
import type { UpdateAnswer } from '#app/live/contract.ts'
import { gate } from '#server/live/gate.ts'
import { openLog, type UpdateLog } from '#server/live/log.ts'
import type { Member } from '#server/live/members.ts'
import { openRoom, type Room } from '#server/live/room.ts'
import { chance, openTrial, type Outcome } from '#tests/chaos/trial.ts'
import { hostileInput } from './hostile-inputs.ts'
import { sameState, withDatabase } from './stand-in.ts'

const documents = 20
/** Honest edits come in between, one in so many inputs. */
const honestEvery = 50
const longestGap = 50
const mostGrowth = 100_000_000

/** A new room for the document, from the disk. */
export type Target = { room: Room; doc: Y.Doc; member: Member; broke: boolean }

export const trial = openTrial({ n: 100_000, seed: Math.trunc(Math.random() * 2 ** 31) }, ({ n, seed }) =>
  withDatabase(async (db) => {
    const log = openLog(db)
    const pick = chance(seed)
    const targets: Target[] = []
    for (let at = 0; at < documents; at += 1) targets.push(await target(log, `agenda/kohde${String(at)}`, true))
    const quiet = await target(log, 'agenda/rauhallinen', false)
    const tab = new Y.Doc()
    const twin = new Y.Doc()
    const collect = garbageCollector()
    const answers = new Map<string, number>()
    let [broken, unanswered, refusedNeighbour, worst] = [0, 0, 0, { gap: 0, collected: 0, input: '' }]
    const pauses = collections()
    collect()
    const before = memory()

    for (let index = 0; index < n; index += 1) {
      const at = pick(documents)
      let here = targets[at]
      if (!here) continue
      if (here.broke) {
        broken += 1
        await here.room.flushed()
        here = targets[at] = await target(log, `agenda/kohde${String(at)}`, false)
      }
      const { kind, update } = hostileInput(here.doc, chance(seed + index * 7919), index)
      pauses.take()
      const used = process.cpuUsage()
      const start = performance.now()
      unanswered += 1
      void here.room.submit(here.member, update).then((answer) => {
        unanswered -= 1
        const what = answer.ok ? 'accepted' : answer.reason
        answers.set(what, (answers.get(what) ?? 0) + 1)
      })
      await new Promise((turn) => setImmediate(turn))
      const wall = performance.now() - start
      const spent = process.cpuUsage(used)
      // On a busy machine others' turns are in the clock: a gap is ours as far as we used the processor.
      const collected = pauses.take()
      const gap = Math.min(wall, (spent.user + spent.system) / 1000) - collected
      if (gap > worst.gap) {
        worst = {
          gap,
          collected: pauses.take(),
          input: `${kind}, input ${String(index)}, ${String(update.length)} bytes`,
        }
      }
      if (index % honestEvery === 0) {
        const answer = await honestEdit(quiet, tab, twin, index)
        if (!answer.ok) refusedNeighbour += 1
      }
    }

    for (const one of [...targets, quiet]) await one.room.flushed()
    await new Promise((turn) => setImmediate(turn))
    const unequal: string[] = []
    for (const [at, one] of targets.entries()) {
      if (one.broke) continue
      const disk = await log.load(`agenda/kohde${String(at)}`)
      if (!sameState(disk.doc, one.doc)) unequal.push(String(at))
      readItems(disk.doc)
      // All of it, as one update for a new document, is on the schema still.
      const verdict = gate(new Y.Doc(), agendaDocument, Y.encodeStateAsUpdate(disk.doc), Infinity)
      if (verdict === 'offSchema' || verdict === 'malformed') unequal.push(`${String(at)} (${verdict})`)
    }
    const neighbour = sameState(quiet.doc, twin) && sameState((await log.load('agenda/rauhallinen')).doc, twin)
    const items = readItems(quiet.doc).length
    collect()
    const growth = memory() - before
    pauses.stop()
    const counted = [...answers].sort(([, a], [, b]) => b - a).map(([what, count]) => `${what} ${String(count)}`)
    const promises: [boolean, string][] = [
      [
        worst.gap <= longestGap,
        `a gap of ${worst.gap.toFixed(0)} ms at ${worst.input}: --n ${String(n)} --seed ${String(seed)}`,
      ],
      [growth <= mostGrowth, `memory grew by ${(growth / 1e6).toFixed(0)} MB`],
      [
        broken === 0 && !targets.some((one) => one.broke),
        `${String(broken + targets.filter((one) => one.broke).length)} documents broke in memory`,
      ],
      [unanswered === 0, `${String(unanswered)} without an answer`],
      [unequal.length === 0, `documents differ from the disk or the schema: ${unequal.join(', ')}`],
      [
        neighbour && refusedNeighbour === 0 && items > 0,
        `the neighbour differs, or was refused (${String(refusedNeighbour)})`,
      ],
    ]
    return {
      figures: [
        ['seed', String(seed)],
        ['inputs', String(n)],
        ['answers', counted.join(', ')],
        [
          'longest gap',
          `${worst.gap.toFixed(1)} ms (${worst.collected.toFixed(1)} ms more collecting garbage): ${worst.input}`,
        ],
        ['memory', `${growth < 0 ? '' : '+'}${(growth / 1e6).toFixed(1)} MB`],
        [
          'neighbour',
          `${String(Math.ceil(n / honestEvery))} edits, ${String(refusedNeighbour)} refused, ${neighbour ? 'equal' : 'DIFFERS'}`,
        ],
      ],
      broken: promises.filter(([holds]) => !holds).map(([, words]) => words),
    } satisfies Outcome
  }),
)

async function target(log: UpdateLog, name: string, filled: boolean): Promise<Target> {
  const stored = await log.load(name)
  const nothing = () => undefined
  const member: Member = { personId: 'p1', mayEdit: true, send: nothing, tell: nothing, cut: nothing }
  const broke = () => {
    one.broke = true
  }
  const options = {
    name,
    definition: agendaDocument,
    stored,
    log,
    now: () => 0,
    onCommit: nothing,
    onEmpty: nothing,
    onBroken: broke,
  }
  const one: Target = { room: openRoom(options), doc: stored.doc, member, broke: false }
  await one.room.join(member, Y.encodeStateVector(new Y.Doc()))
  if (filled) {
    const doc = new Y.Doc()
    doc.clientID = 1
    for (const id of ['kohta00001', 'kohta00002', 'kohta00003']) addItem(doc, id, { title: 'Avaus' }, null)
    await one.room.submit(member, Y.encodeStateAsUpdate(doc))
  }
  return one
}

/** A person in another document goes on: types, and now and then adds an item. */
async function honestEdit(quiet: Target, tab: Y.Doc, twin: Y.Doc, index: number): Promise<UpdateAnswer> {
  const before = Y.encodeStateVector(tab)
  const items = readItems(tab)
  if (items.length === 0 || index % 5000 === 0)
    addItem(tab, `oma${String(index).padStart(8, '0')}`, { title: 'Oma' }, null)
  else textOf(tab, items[0]?.id ?? '', 'title')?.insert(0, `${String(index)} `)
  const update = Y.encodeStateAsUpdate(tab, before)
  Y.applyUpdate(twin, update)
  return quiet.room.submit(quiet.member, update)
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose_gc')
  return runInNewContext('gc') as () => void
}

/** What is held, in bytes: objects and buffers. */
function memory(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Milliseconds of garbage collection since it was last asked. */
function collections() {
  let since = 0
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) since += entry.duration
  })
  observer.observe({ entryTypes: ['gc'] })
  return {
    take() {
      for (const entry of observer.takeRecords()) since += entry.duration
      const taken = since
      since = 0
      return taken
    },
    stop: () => observer.disconnect(),
  }
}
