import * as Y from 'yjs'
import { agendaDocument, readItems } from '#app/features/agenda/live.ts'
import { project } from '#app/features/agenda/live.server.ts'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { sameItems } from '#app/features/agenda/rules.ts'
import type { Database } from '#db/database.ts'
import { openConnection } from '#server/live/connection.ts'
import { openLog, type UpdateLog } from '#server/live/log.ts'
import { openRooms, type Rooms } from '#server/live/rooms.ts'
import { edit, openTab, type Move, type Tab } from './simulated-people.ts'
import { takeTime } from './simulated-time.ts'
import { sameState } from './stand-in.ts'

type Pick = (below: number) => number
type Service = { rooms: Rooms; stop(): void }

const people = 4
/** Rounds of 100 simulated milliseconds in which everybody must be saved, once the network is whole. */
const patience = 600

/**
 * One afternoon: people edit an agenda, over connections that hold, break, double and swap what is sent; the service is
 * closed and killed; tabs are closed and opened again. Then the network is whole, and everything must be equal: all tabs,
 * the service, the disk, and the rows that pages read. The browser's and the service's own code run here, on a real
 * database; only the wire and the clock are ours, so that a seed is the same afternoon each time.
 */
export async function afternoon(
  db: Database,
  eventId: string,
  pick: Pick,
  { steps, move }: { steps: number; move: Move },
): Promise<{ events: Map<string, number>; differences: string[]; end: string }> {
  const name = `agenda/${eventId}`
  const time = takeTime(pick)
  const events = new Map<string, number>()
  const count = (what: string, by = 1) => events.set(what, (events.get(what) ?? 0) + by)
  /** Calls into the database and the disk that are under way: they take real time, and are waited for. */
  let busy = 0
  const idle = async () => {
    for (let calm = 0; calm < 4; calm = busy > 0 ? 0 : calm + 1) await new Promise((turn) => setImmediate(turn))
  }
  const pass = (milliseconds: number) => time.pass(milliseconds, idle)
  const counted = <T>(work: Promise<T>): Promise<T> => {
    busy += 1
    return work.finally(() => {
      busy -= 1
    })
  }
  /** Waits for something that the clock must go on for. */
  const until = async <T>(work: Promise<T>): Promise<T> => {
    let over = false
    const end = () => {
      over = true
    }
    work.then(end, end)
    await idle()
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it is set when the work is over
    while (!over) await pass(20)
    return work
  }

  function start(): Service {
    let dead = false
    const real = openLog(db)
    const alive = <T>(work: () => Promise<T>): Promise<T> => (dead ? new Promise(() => undefined) : counted(work()))
    const log: UpdateLog = {
      append: (...given) => alive(() => real.append(...given)),
      synced: () => alive(real.synced),
      load: (...given) => alive(() => real.load(...given)),
      compact: (...given) => alive(() => real.compact(...given)),
      forget: real.forget,
      uncompacted: real.uncompacted,
    }
    const write = (doc: Y.Doc) => alive(() => project(db, eventId, doc))
    const find = () => ({ definition: agendaDocument, project: write })
    const report = (error: unknown) => {
      problems.add(error instanceof Error ? error.message : String(error))
    }
    return {
      rooms: openRooms({ db, now: () => 0, find, report, log }),
      stop() {
        dead = true
      },
    }
  }
  const problems = new Set<string>()
  let service = start()

  function connect(tab: Tab, at: number) {
    const options = {
      rooms: service.rooms,
      rights: { accessOf: () => Promise.resolve('edit' as const), mayWatch: () => Promise.resolve(false) },
      mayPass: () => true,
      active: () => undefined,
      agoOf: () => null,
      report: (error: unknown) => problems.add(String(error)),
    }
    const person = { id: `person${String(at)}`, name: 'Joku', sessionId: '' }
    tab.net.connect(
      (socket) => void openConnection(socket, person as unknown as Parameters<typeof openConnection>[1], options),
    )
  }

  /** The page carries the state as the service has it. */
  async function pageState() {
    const { seen, seq } = await until(service.rooms.use(name, ({ room }) => room.readAt(Y.encodeStateAsUpdateV2)))
    return { update: seen, seq }
  }

  /** Items whose disappearance somebody caused: by removing them, or by undoing that they were added. */
  const removed = new Set<string>()
  const added = new Set<string>()
  const numbers = (doc: Y.Doc) => readItems(doc).flatMap(({ proposalId }) => proposalId ?? [])

  try {
    const tabs: Tab[] = []
    for (let at = 0; at < people; at += 1) {
      const tab = openTab(name, 1 + pick(2 ** 31), null)
      tabs.push(tab)
      connect(tab, at)
    }
    const settle = async () => {
      for (const tab of tabs) {
        tab.net.toServer(1000)
        await idle()
        tab.net.toTab(1000)
      }
      await pass(100)
    }
    for (let round = 0; round < 20; round += 1) await settle()

    for (let step = 0; step < steps; step += 1) {
      const at = pick(people)
      const tab = tabs[at]
      if (!tab) continue
      const does = pick(100)
      if (does < 60) {
        const before = numbers(tab.live.doc)
        edit(tab, pick, step, move)
        const after = new Set(numbers(tab.live.doc))
        for (const one of after) added.add(one)
        for (const one of before) if (!after.has(one)) removed.add(one)
        count('edits')
      } else if (does < 64) {
        tab.held = 1 + pick(30)
        count('partitions')
      } else if (does < 68) {
        if (tab.net.up()) count('connections cut, with what was under way')
        tab.net.cut()
      } else if (does < 72 && tab.net.double(pick(2) === 0 ? 'toServer' : 'toTab')) count('doubled')
      else if (does < 76 && tab.net.swap(pick(2) === 0 ? 'toServer' : 'toTab')) count('swapped')
      else if (does === 76) {
        // A tab that goes; the next one of that browser finds what it could not send.
        tab.live.close()
        tab.net.cut()
        await idle()
        tabs[at] = openTab(name, 1 + pick(2 ** 31), pick(2) === 0 ? await pageState() : null, tab.unsent)
        count('tabs closed and opened')
      } else if (does === 77) {
        const kill = pick(2) === 0
        if (kill) service.stop()
        for (const one of tabs) one.net.cut()
        if (!kill) await until(service.rooms.close())
        await idle()
        service = start()
        count(kill ? 'kills' : 'restarts')
      }
      for (const [index, one] of tabs.entries()) {
        if (one.held > 0) one.held -= 1
        else if (!one.net.up()) {
          if (pick(4) === 0) connect(one, index)
        } else {
          one.net.toServer(pick(4))
          one.net.toTab(pick(5))
        }
        await idle()
      }
      await pass(pick(120))
    }

    const saved = () => tabs.every(({ live, net }) => net.waiting() === 0 && live.view().saved.state === 'saved')
    for (let round = 0; round < patience && !(saved() && round > 3); round += 1) {
      for (const [index, tab] of tabs.entries()) if (!tab.net.up()) connect(tab, index)
      await settle()
    }
    const differences = [...problems]
    for (const { live } of tabs) {
      const { saved: at } = live.view()
      if (at.state !== 'saved')
        differences.push(`a tab is ${at.state}${at.state === 'refused' ? `: ${at.reason}` : ''}`)
    }
    await until(service.rooms.settle(name))
    const first = tabs[0]?.live.doc ?? new Y.Doc()
    for (const [at, { live }] of tabs.entries())
      if (!sameState(first, live.doc)) differences.push(`tab ${String(at)} differs`)
    const compare = async (when: string) => {
      const here = await until(service.rooms.use(name, ({ room }) => room.read((doc) => sameState(doc, first))))
      if (!here) differences.push(`the service differs ${when}`)
      if (!sameState((await openLog(db).load(name)).doc, first)) differences.push(`the disk differs ${when}`)
      if (!sameItems(await agendaFor(db.read, eventId), readItems(first))) differences.push(`the rows differ ${when}`)
    }
    await compare('before the restart')
    for (const { net } of tabs) net.cut()
    await until(service.rooms.close())
    service = start()
    await compare('after the restart')
    await until(service.rooms.close())
    const shown = numbers(first)
    if (new Set(shown).size !== shown.length) differences.push('an item shows twice')
    const lost = [...added].filter((one) => !removed.has(one) && !shown.includes(one))
    if (lost.length > 0) differences.push(`lost: ${lost.join(' ')}`)
    count('items in the end', shown.length)
    return { events, differences, end: JSON.stringify(readItems(first)) }
  } finally {
    time.giveBack()
  }
}
