import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { agendaUpdate, readItems, textOf } from '#app/features/agenda/live.ts'
import { appendUpdates } from '#server/live/log.ts'
import { projectRoot } from '#server/project-root.ts'
import { connect, connected, openEditor, type Editor } from '#tests/live/editor.ts'
import { sessionOf, setStage, type Stage } from '#tests/live/stage.ts'
import { makeEvent, makePerson } from '#tests/support/makers.ts'
import { stormItem, type StormNews, type StormOrder, type StormSeat } from './storm-clients.ts'
import { eventually } from './trial.ts'

const tabsOfOne = 4
const processes = 2

export type StormPhase = {
  signal: 'SIGTERM' | 'SIGKILL'
  /** Milliseconds from the signal until each tab that came back was in sync: edits made after the restart included. */
  times: number[]
  /** Milliseconds from the signal to the first answer of a ready service. */
  ready: number
  /** How many tabs an edit reached that was made when everybody was back. */
  reached: number
  /** How many tabs have exactly what the service has. */
  equal: number
  /** Processor seconds of the new process until everybody was in sync. */
  cpu: number
  /** Megabytes: the most that the process held. */
  memory: number
  /** Milliseconds: the longest that the service took to say that it lives. */
  longestWait: number
}

/** REL-9: so many tabs are in sync, the service is restarted twice, and all come back by themselves. */
export async function stormPhases(options: { sockets: number; patience: number }): Promise<StormPhase[]> {
  const { sockets, patience } = options
  const stage = await setStage()
  const crowd = await Promise.all(Array.from({ length: processes }, () => openCrowd()))
  const typists: Editor[] = []
  try {
    const { documents, cookies } = await populate(stage, sockets)
    const seats = Array.from({ length: sockets }, (_, index): StormSeat => {
      // A fifth of all tabs is in the big document, the others are spread over the small ones.
      const document = documents[index % 5 === 0 ? 0 : 1 + (index % (documents.length - 1))] ?? ''
      return { cookie: cookies[Math.floor(index / tabsOfOne)] ?? '', document }
    })
    const share = Math.ceil(sockets / processes)
    const baseUrl = stage.server.baseUrl
    await Promise.all(crowd.map((one, index) => one.open(baseUrl, seats.slice(index * share, (index + 1) * share))))
    for (const [index, document] of documents.entries())
      typists.push(await openEditor(baseUrl, cookies.at(-1 - index) ?? '', document))
    const phases: StormPhase[] = []
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      phases.push(await restart(stage, signal, { crowd, typists, sockets, patience, documents }))
    }
    return phases
  } finally {
    for (const one of crowd) one.close()
    for (const typist of typists) typist.leave()
    await stage.server.close()
  }
}

async function restart(
  { server, administrator }: Stage,
  signal: StormPhase['signal'],
  all: { crowd: Crowd[]; typists: Editor[]; sockets: number; patience: number; documents: string[] },
): Promise<StormPhase> {
  const seen = (token: string) => all.crowd.flatMap((one) => one.seen(token))
  const [first, second] = [`[${signal}1]`, `[${signal}2]`]
  for (const one of all.crowd) one.watch(first)
  const since = Date.now()
  if (signal === 'SIGTERM') await server.stop()
  else await server.kill()
  await server.restart()
  const ready = Date.now() - since
  const waits = measureWaits(`${server.baseUrl}/livez`)
  await Promise.all(all.typists.map((typist) => type(typist, first)))
  await eventually(() => seen(first).length >= all.sockets, all.patience)
  const { cpu, memory } = await usage(server.pid())
  for (const one of all.crowd) one.watch(second)
  await Promise.all(all.typists.map((typist) => type(typist, second)))
  await eventually(() => seen(second).length >= all.sockets, all.patience)
  const vectors = await vectorsOf(server.baseUrl, administrator, all.documents)
  const equal = await Promise.all(all.crowd.map((one) => one.compare(vectors)))
  return {
    signal,
    times: seen(first).map((at) => at - since),
    ready,
    reached: seen(second).length,
    equal: equal.reduce((sum, count) => sum + count, 0),
    cpu,
    memory,
    longestWait: await waits.end(),
  }
}

/** An edit made now, with the service back: waits for the typist's own connection, and for "saved". */
async function type(typist: Editor, token: string) {
  await typist.until(({ saved }) => saved.state === 'saved')
  const text = textOf(typist.doc, stormItem, 'title')
  text?.insert(text.length, token)
  await typist.until(({ saved }) => saved.state === 'saved')
}

/** People with the right to plan every agenda of the organiser, and agendas: the first one is big. */
async function populate({ server: { db }, organiserId }: Stage, sockets: number) {
  const documents: string[] = []
  for (let index = 0; index < Math.max(3, Math.round(sockets / 50)); index += 1) {
    const { id } = await makeEvent(db, { organiserId, state: 'draft' })
    const document = `agenda/${id}`
    const update = index === 0 ? bigAgenda() : agendaUpdate(items(12))
    await db.write((tx) => appendUpdates(tx, document, [{ update, actor: 'system', at: Date.now() }]))
    documents.push(document)
  }
  const cookies: string[] = []
  // Those at the end type: one for each document.
  for (let index = 0; index < Math.ceil(sockets / tabsOfOne) + documents.length; index += 1) {
    const role = { role: 'liaison', scopeId: organiserId } as const
    const { id } = await makePerson(db, { name: `Kunnan Väki ${String(index)}` }, [role])
    cookies.push(await sessionOf(db, id))
  }
  return { documents, cookies }
}

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `kohta${String(index + 1).padStart(5, '0')}`,
    title: `Kohta ${String(index + 1)}`,
    presenter: 'Maija Lehto',
    description: 'Keskustellaan yhdistysten ja kunnan yhteisistä asioista.',
    kind: 'talk' as const,
    minutes: 10,
    before: false,
  }))

/** An agenda after 2,000 edits at scattered places, as an afternoon of several people leaves it. */
function bigAgenda(): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, agendaUpdate(items(60)))
  const all = readItems(doc)
  for (let edit = 0; edit < 2000; edit += 1) {
    const text = textOf(doc, all[(edit * 7) % all.length]?.id ?? '', 'description')
    text?.insert((edit * 13) % (text.length + 1), `sana ${String(edit)} `)
  }
  return Y.encodeStateAsUpdate(doc)
}

/** What the service says that it has of each document. */
async function vectorsOf(baseUrl: string, cookie: string, documents: string[]): Promise<Record<string, string>> {
  const vectors: Record<string, string> = {}
  for (const document of documents) {
    const wire = connect(baseUrl, { cookie })
    await connected(wire)
    // One person may send only so many messages in a second.
    for (let tries = 0; tries < 50 && !(document in vectors); tries += 1) {
      const answer = await wire.emitWithAck('join', document, Y.encodeStateVector(new Y.Doc()))
      if (answer.ok) vectors[document] = Buffer.from(answer.stateVector).toString('base64')
      else await pause(100)
    }
    wire.disconnect()
  }
  return vectors
}

/** Asks every 20 ms, until its end, and gives the longest wait for an answer. */
function measureWaits(address: string): { end(): Promise<number> } {
  const end = new AbortController()
  let longest = 0
  const asking = (async () => {
    while (!end.signal.aborted) {
      const at = performance.now()
      await fetch(address).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      )
      longest = Math.max(longest, performance.now() - at)
      await pause(20)
    }
  })()
  return {
    async end() {
      end.abort()
      await asking
      return longest
    },
  }
}

/** What a process has used since it began: processor seconds, and at most how many megabytes at a time. Linux only. */
export async function usage(pid: number): Promise<{ cpu: number; memory: number; memoryNow: number }> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
  // Behind the name, which may hold anything: fields 14 and 15 of proc(5), in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
  const cpu = (Number(fields[11]) + Number(fields[12])) / 100
  return { cpu, memory: megabytes('VmHWM'), memoryNow: megabytes('VmRSS') }
}

type Crowd = {
  /** Resolves when all of them are in sync. */
  open(baseUrl: string, seats: StormSeat[]): Promise<void>
  watch(token: string): void
  /** When each tab had it. */
  seen(token: string): number[]
  compare(vectors: Record<string, string>): Promise<number>
  close(): void
}

async function openCrowd(): Promise<Crowd> {
  const script = path.join(projectRoot, 'tests/chaos/storm-clients.ts')
  const child: ChildProcess = fork(script, { cwd: projectRoot, execArgv: ['--import', 'tsx'] })
  await once(child, 'spawn')
  const seen = new Map<string, number[]>()
  const waiting: { opened?: () => void; compared?: (equal: number) => void } = {}
  child.on('message', (message: StormNews) => {
    if (message.news === 'open') waiting.opened?.()
    else if (message.news === 'compared') waiting.compared?.(message.equal)
    else seen.set(message.token, [...(seen.get(message.token) ?? []), message.at])
  })
  const order = (given: StormOrder) => child.send(given)
  return {
    open: (baseUrl, seats) =>
      new Promise((opened) => {
        waiting.opened = opened
        if (seats.length > 0) order({ order: 'open', baseUrl, seats })
        else opened()
      }),
    watch: (token) => void order({ order: 'watch', token }),
    seen: (token) => seen.get(token) ?? [],
    compare: (vectors) =>
      new Promise((compared) => {
        waiting.compared = compared
        order({ order: 'compare', vectors })
      }),
    close: () => void child.kill('SIGKILL'),
  }
}
