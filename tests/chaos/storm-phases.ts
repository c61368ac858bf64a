import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { textOf } from '#app/features/agenda/live.ts'
import { connect, connected, openEditor, type Editor } from '#tests/live/editor.ts'
import { setStage, type Stage } from '#tests/live/stage.ts'
import { stormItem, type StormSeat } from './storm-clients.ts'
import { openCrowd, type Crowd } from './storm-crowd.ts'
import { populate, tabsOfOne } from './storm-stage.ts'
import { eventually } from './trial.ts'
import { measureWaits, usage } from './watch-process.ts'

/** How many processes the tabs are in: the service must not starve. */
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

/** REL-9: so many tabs are in sync, the service is restarted once for each signal, and all come back by themselves. */
export async function stormPhases(options: {
  sockets: number
  /** Seconds. */
  patience: number
  signals?: StormPhase['signal'][]
  entry?: string
}): Promise<StormPhase[]> {
  const { sockets, patience, signals = ['SIGTERM', 'SIGKILL'], entry } = options
  const stage = await setStage(entry ? { entry } : {})
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
    for (const signal of signals) {
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
  // One that does not come back must not keep the others waiting.
  const typeAll = (token: string) =>
    Promise.race([
      Promise.all(all.typists.map((typist) => type(typist, token))),
      pause(all.patience * 1000, undefined, { ref: false }),
    ])
  const [first, second] = [`[${signal}1]`, `[${signal}2]`]
  for (const one of all.crowd) one.watch(first)
  const since = Date.now()
  if (signal === 'SIGTERM') await server.stop()
  else await server.kill()
  await server.restart()
  const ready = Date.now() - since
  const waits = measureWaits(`${server.baseUrl}/livez`)
  await typeAll(first)
  await eventually(() => seen(first).length >= all.sockets, all.patience)
  const { cpu, memory } = await usage(server.pid())
  for (const one of all.crowd) one.watch(second)
  await typeAll(second)
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

/** What the service says that it has of each document. */
async function vectorsOf(baseUrl: string, cookie: string, documents: string[]): Promise<Record<string, string>> {
  const vectors: Record<string, string> = {}
  for (const document of documents) {
    const wire = connect(baseUrl, { cookie })
    await connected(wire)
    // One person may send only so many messages in a second.
    for (let tries = 0; tries < 50 && !(document in vectors); tries += 1) {
      const answer = await wire.emitWithAck('join', document, Y.encodeStateVector(new Y.Doc()), null)
      if (answer.ok) vectors[document] = Buffer.from(answer.stateVector).toString('base64')
      else await pause(100)
    }
    wire.disconnect()
  }
  return vectors
}
