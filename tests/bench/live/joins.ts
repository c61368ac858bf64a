import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { cpuOf, typist, baseOf } from './crowd.ts'
import type { Running, Tab } from './tab.ts'

export type Joined = { cpu: number; bytes: number; whole: boolean }

/** Writes a document of so many edits, as an afternoon of several people leaves it. */
export async function writeDocument(running: Running, document: string, edits: number): Promise<Y.Doc> {
  const authors = 20
  const base = baseOf(authors)
  const people = Array.from({ length: authors }, (_, index) => typist(base, index))
  const whole = new Y.Doc()
  Y.applyUpdate(whole, base)
  const tabs: Tab[] = []
  for (let index = 0; index < authors; index += 1) {
    tabs.push(await running.open({ document, person: index, onUpdate: () => undefined }))
  }
  tabs[0]?.send(base)
  await pause(300)
  for (let edit = 0; edit < edits; edit += 1) {
    const update = people[edit % authors]?.type() ?? new Uint8Array()
    Y.applyUpdate(whole, update)
    tabs[edit % authors]?.send(update)
    // Eighteen in a second each, within what a person may send.
    if (edit % authors === authors - 1) await pause(55)
  }
  await pause(1500)
  for (const tab of tabs) tab.close()
  return whole
}

/** Lets so many tabs join within a second. `carried`: as from a page that brought the state along. */
export async function join(
  running: Running,
  document: string,
  wanted: Y.Doc,
  count: number,
  carried: { update: Uint8Array; seq: number } | null,
): Promise<Joined> {
  const before = cpuOf(running.pid())
  const tabs: Tab[] = []
  const docs: Y.Doc[] = []
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await pause((1000 * index) / count)
      const doc = new Y.Doc()
      if (carried) Y.applyUpdateV2(doc, carried.update)
      docs.push(doc)
      const onUpdate = (update: Uint8Array) => Y.applyUpdate(doc, update)
      tabs.push(await running.open({ document, person: index, onUpdate, known: carried }))
    }),
  )
  await pause(300)
  const cpu = cpuOf(running.pid()) - before
  const bytes = tabs.reduce((all, tab) => all + tab.received(), 0)
  for (const tab of tabs) tab.close()
  const text = JSON.stringify(wanted.getMap('items').toJSON())
  const whole = docs.every((doc) => JSON.stringify(doc.getMap('items').toJSON()) === text)
  return { cpu: cpu / count, bytes: bytes / count, whole }
}

/** Kilobytes of memory that a process holds. */
const memoryOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? NaN)

/** Kilobytes that one more idle connection takes. */
export async function idle(running: Running, count: number): Promise<number> {
  const quiet = { onUpdate: () => undefined }
  // What is loaded and compiled at the first connections is not theirs.
  const first: Tab[] = []
  for (let index = 0; index < 20; index += 1) {
    first.push(
      await running.open({
        ...quiet,
        document: running.documents[index % running.documents.length] ?? '',
        person: index,
      }),
    )
  }
  await pause(3000)
  const before = memoryOf(running.pid())
  const tabs: Tab[] = []
  for (let index = 0; index < count; index += 1) {
    const document = running.documents[index % running.documents.length] ?? ''
    tabs.push(await running.open({ ...quiet, document, person: index }))
  }
  await pause(6000)
  const after = memoryOf(running.pid())
  for (const tab of [...first, ...tabs]) tab.close()
  return (after - before) / count
}
