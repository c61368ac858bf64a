import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { agendaUpdate, textOf } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import type { Running, Tab } from './tab.ts'

/** What one round of typing showed. Times in milliseconds. */
export type Typed = {
  p50: number
  p95: number
  p99: number
  /** Milliseconds of the server's processor for a thousand deliveries. */
  cpu: number
  /** Bytes on the socket for each edit that reached a tab. */
  bytes: number
  deliveries: number
  /** Every tab got every edit once, and those that were looked at closely are the same document. */
  whole: boolean
}

export type Crowd = { documents: number; tabs: number; typists: number; editsPerSecond: number; seconds: number }

/** Milliseconds of processor time that a process has used. */
export function cpuOf(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** An agenda with an item for each typist, the same for every server. */
export function baseOf(typists: number): Uint8Array {
  return agendaUpdate(Array.from({ length: typists }, (_, index) => ({ ...emptyItem, id: itemOf(index) })))
}

const itemOf = (index: number) => `kohta${String(10_000 + index)}`

/** Somebody who types one letter after the other into an item of their own. */
export function typist(base: Uint8Array, index: number) {
  const doc = new Y.Doc()
  doc.clientID = 1000 + index
  Y.applyUpdate(doc, base)
  const text = textOf(doc, itemOf(index), 'title')
  if (!text) throw new Error('The item is not there')
  let made = new Uint8Array()
  doc.on('update', (update: Uint8Array) => (made = update.slice()))
  return {
    doc,
    /** Types a letter; gives the update. */
    type(): Uint8Array {
      text.insert(text.length, String.fromCharCode(97 + (text.length % 26)))
      return made
    },
  }
}

type Document = {
  base: Uint8Array
  typists: ReturnType<typeof typist>[]
  /** When each letter of each typist was sent, by the clock of its author. */
  sent: Map<number, number[]>
}

/** Opens the tabs, lets them type for a while, and waits until every letter is everywhere. */
export async function typeTogether(running: Running, crowd: Crowd): Promise<Typed> {
  const { documents: count, tabs, typists, editsPerSecond, seconds } = crowd
  const each = Array.from({ length: count }, (): Document => {
    const base = baseOf(typists)
    return {
      base,
      typists: Array.from({ length: typists }, (_, index) => typist(base, index)),
      sent: new Map(Array.from({ length: typists }, (_, index) => [1000 + index, []])),
    }
  })
  let measuring = false
  const latencies: number[] = []
  let delivered = 0
  const closely: { doc: Y.Doc; of: Document }[] = []
  const open: Tab[] = []
  const writers: { tab: Tab; document: Document; index: number }[] = []

  function listen(document: Document, own: number, copy: Y.Doc | null) {
    const seen = new Map<number, number>()
    return (update: Uint8Array) => {
      const now = performance.now()
      if (copy) Y.applyUpdate(copy, update)
      for (const [client, to] of Y.parseUpdateMeta(update).to) {
        const sent = document.sent.get(client)
        if (!sent || client === own) continue
        for (let clock = seen.get(client) ?? 0; clock < to; clock += 1) {
          const at = sent[clock]
          if (at === undefined) continue
          delivered += 1
          if (measuring) latencies.push(now - at)
        }
        seen.set(client, Math.max(to, seen.get(client) ?? 0))
      }
    }
  }

  for (const [number, document] of each.entries()) {
    const name = running.documents[number] ?? ''
    for (let index = 0; index < tabs; index += 1) {
      const isTypist = index < typists
      const copy = index >= tabs - 2 && number % 10 === 0 ? new Y.Doc() : null
      if (copy) {
        Y.applyUpdate(copy, document.base)
        closely.push({ doc: copy, of: document })
      }
      const person = number * tabs + index
      const onUpdate = listen(document, isTypist ? 1000 + index : -1, copy)
      const tab = await running.open({ document: name, person, onUpdate })
      if (index === 0) tab.send(document.base)
      open.push(tab)
      if (isTypist) writers.push({ tab, document, index })
    }
  }
  await pause(500)

  let sent = 0
  const rest = () => sent * (tabs - 1) - delivered
  async function typeFor(milliseconds: number, perSecond = editsPerSecond) {
    const every = (1000 * writers.length) / perSecond
    const end = performance.now() + milliseconds
    await Promise.all(
      writers.map(async ({ tab, document, index }, place) => {
        let next = performance.now() + (every * place) / writers.length
        while (next < end) {
          await pause(Math.max(0, next - performance.now()))
          const update = document.typists[index]?.type() ?? new Uint8Array()
          document.sent.get(1000 + index)?.push(performance.now())
          tab.send(update)
          sent += 1
          next += every
        }
      }),
    )
  }
  async function settled() {
    for (let tries = 0; tries < 400 && rest() > 0; tries += 1) await pause(25)
  }

  // A service that has run for a while: what is compiled on the way is compiled before. Fifteen letters a second each.
  await typeFor(4000, Math.max(editsPerSecond, writers.length * 15))
  await settled()
  const before = { cpu: cpuOf(running.pid()), bytes: sum(open), delivered }
  measuring = true
  await typeFor(seconds * 1000)
  await settled()
  const cpu = cpuOf(running.pid()) - before.cpu
  const deliveries = delivered - before.delivered
  const bytes = sum(open) - before.bytes
  const same = closely.every(({ doc, of }) => equal(doc, of))
  for (const tab of open) tab.close()
  latencies.sort((a, b) => a - b)
  const at = (part: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? NaN
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpu: (cpu / deliveries) * 1000,
    bytes: bytes / deliveries,
    deliveries,
    whole: rest() === 0 && same,
  }
}

const sum = (tabs: Tab[]) => tabs.reduce((all, tab) => all + tab.received(), 0)

/** The same document as all typists' together. */
function equal(doc: Y.Doc, { typists }: Document): boolean {
  const all = new Y.Doc()
  for (const { doc: own } of typists) Y.applyUpdate(all, Y.encodeStateAsUpdate(own))
  return JSON.stringify(all.getMap('items').toJSON()) === JSON.stringify(doc.getMap('items').toJSON())
}
