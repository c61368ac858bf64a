import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { addItem, textOf } from '#app/features/agenda/live.ts'
import type { Wire } from '#app/live/connection.ts'
import { backlogBatch, limits } from '#app/live/contract.ts'
import { connect, connected, openEditor, roomFor, type Editor } from '#tests/live/editor.ts'
import { setStage, type Stage } from '#tests/live/stage.ts'
import { eventually } from './trial.ts'
import { usage } from './watch-process.ts'

/** Bytes of text in one edit of the flood: near the largest that the service takes. */
const gush = 60_000

export type FloodReport = {
  /** Megabytes that were sent to every reader until the last one that does not read was gone; null: it never was. */
  cutAfter: number | null
  /** Megabytes by which the service grew over what the same flood took without them. */
  growth: number
  /** Does somebody who reads still have everything? */
  othersInSync: boolean
  running: boolean
}

/**
 * REL-11: some tabs stop reading, their connections open, while others write so many megabytes. What waits for them must
 * not grow without bound: they are cut, long before the service would notice that they answer no ping.
 */
export async function flood(options: { megabytes: number; readers: number; entry?: string }): Promise<FloodReport> {
  const stage = await setStage({ coPlanners: 5, ...(options.entry ? { entry: options.entry } : {}) })
  const { server, document } = stage
  const watcher = await openEditor(server.baseUrl, stage.administrator, document)
  const writers = await Promise.all([0, 1, 2, 3].map((planner) => openWriter(stage, planner)))
  const stalled: Wire[] = []
  try {
    // Half of it without anybody stalled, so that what the writing itself takes is not counted.
    await write(writers, options.megabytes / 2, () => undefined)
    const before = (await usage(server.pid())).memory
    for (let reader = 0; reader < options.readers; reader += 1) stalled.push(await openStalled(stage))
    // Of those who only look some are counted and not named.
    await watcher.until(({ others, more }) => others.length + more === writers.length + stalled.length)
    let cutAfter: number | null = null
    await write(writers, options.megabytes, (sent) => {
      const { others, more } = watcher.view()
      if (cutAfter === null && others.length + more === writers.length) cutAfter = sent
    })
    const growth = (await usage(server.pid())).memory - before
    const othersInSync = await sameText(watcher, writers)
    return { cutAfter, growth, othersInSync, running: server.running() }
  } finally {
    for (const { wire } of writers) wire.disconnect()
    for (const wire of stalled) wire.disconnect()
    watcher.leave()
    // What was flooded into the log need not be put in order first.
    await server.kill()
    await server.close()
  }
}

/** A tab that joined and then reads not one byte more; its connection stays. */
async function openStalled({ server, coPlanners, document }: Stage): Promise<Wire> {
  const wire = connect(server.baseUrl, { cookie: coPlanners[4] ?? '' })
  await connected(wire)
  await roomFor(wire, document)
  const transport = wire.io.engine.transport as unknown as { ws: { pause(): void } }
  transport.ws.pause()
  return wire
}

type Writer = { wire: Wire; gush(): Promise<number>; id: string; doc: Y.Doc }

/** Somebody whose every edit replaces a long text by another one, so that the document itself stays small. */
async function openWriter({ server, coPlanners, document }: Stage, planner: number): Promise<Writer> {
  const wire = connect(server.baseUrl, { cookie: coPlanners[planner] ?? '' })
  await connected(wire)
  const doc = new Y.Doc()
  const id = `kohta${String(planner).padStart(5, '0')}`
  let room = 0
  const join = async () => {
    room = await roomFor(wire, document)
  }
  await join()
  let sent = 0
  async function send(edit: () => void): Promise<number> {
    const updates: Uint8Array[] = []
    const note = (update: Uint8Array) => updates.push(update)
    doc.on('update', note)
    doc.transact(edit)
    doc.off('update', note)
    const update = Y.mergeUpdates(updates)
    // As after a break: limited by bytes, which a tab that joins again may send once more.
    if (sent + update.length > limits.documentBytes) {
      await join()
      sent = 0
    }
    sent += update.length
    for (;;) {
      const answer = await wire.emitWithAck('update', room, backlogBatch, update)
      if (answer.ok) return update.length
      if (answer.reason !== 'tooFast') throw new Error(`An edit was refused: ${answer.reason}`)
      await pause(200)
      await join()
    }
  }
  let turn = 0
  await send(() => {
    addItem(doc, id, { title: id, presenter: '', kind: 'talk', minutes: 5, before: false }, null)
  })
  return {
    wire,
    id,
    doc,
    gush: () =>
      send(() => {
        const text = textOf(doc, id, 'presenter')
        turn += 1
        text?.delete(0, text.length)
        text?.insert(0, String.fromCharCode(97 + (turn % 26)).repeat(gush))
      }),
  }
}

/** All write at once; `sent` is told the megabytes after each edit. */
async function write(writers: Writer[], megabytes: number, sent: (megabytes: number) => void) {
  let bytes = 0
  await Promise.all(
    writers.map(async (writer) => {
      while (bytes < megabytes * 1e6) {
        bytes += await writer.gush()
        sent(bytes / 1e6)
      }
    }),
  )
}

function sameText(watcher: Editor, writers: Writer[]): Promise<boolean> {
  const textIn = (doc: Y.Doc, id: string) => textOf(doc, id, 'presenter')?.toString()
  return eventually(() => writers.every(({ doc, id }) => textIn(doc, id) === textIn(watcher.doc, id)), 20)
}
