import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { baseOf, typist } from './crowd.ts'
import type { Running, Tab } from './tab.ts'

export type Killed = {
  /** Edits that people had been told were saved (ours), or that others had seen (the peers). */
  promised: number
  lost: number
  /** Milliseconds from the kill until a new tab has what was promised; one for each round in which it ever had. */
  outages: number[]
}

const typists = 5

/** Kills the server while five people type, with every tab gone, again and again; looks what a newcomer finds. */
export async function killRounds(running: Running, rounds: number, promisesSaving: boolean): Promise<Killed> {
  const outages: number[] = []
  let promised = 0
  let lost = 0
  for (let round = 0; round < rounds; round += 1) {
    const document = running.documents[round % running.documents.length] ?? ''
    const base = baseOf(typists)
    const people = Array.from({ length: typists }, (_, index) => typist(base, index))
    people.forEach(({ doc }, index) => (doc.clientID = 100_000 + round * 10 + index))
    const seen = new Y.Doc()
    const tabs: Tab[] = []
    const saved = people.map(() => 0)
    for (let index = 0; index < typists; index += 1) {
      const onSaved = () => {
        saved[index] = (saved[index] ?? 0) + 1
      }
      tabs.push(await running.open({ document, person: index, onUpdate: () => undefined, onSaved }))
    }
    const watcher = await running.open({ document, person: 9, onUpdate: (update) => Y.applyUpdate(seen, update) })
    tabs[0]?.send(base)
    await pause(150)
    saved[0] = 0
    const until = performance.now() + 300 + ((round * 37) % 700)
    while (performance.now() < until) {
      people.forEach((person, index) => tabs[index]?.send(person.type()))
      await pause(60)
    }
    await running.kill()
    const at = performance.now()
    for (const tab of [...tabs, watcher]) tab.close()
    const had = new Map(
      people.map(({ doc }, index) => [
        doc.clientID,
        promisesSaving ? (saved[index] ?? 0) : (Y.decodeStateVector(Y.encodeStateVector(seen)).get(doc.clientID) ?? 0),
      ]),
    )
    await running.restart()
    const fresh = new Y.Doc()
    const reader = await running.open({ document, person: 11, onUpdate: (update) => Y.applyUpdate(fresh, update) })
    // Some let a newcomer in before they have loaded: what comes a little later is not lost.
    const reached = () => Y.decodeStateVector(Y.encodeStateVector(fresh))
    const whole = () => [...had].every(([client, count]) => (reached().get(client) ?? 0) >= count)
    for (let tries = 0; tries < 100 && !whole(); tries += 1) await pause(10)
    if (whole()) outages.push(performance.now() - at)
    const found = reached()
    for (const [client, count] of had) {
      promised += count
      lost += Math.max(0, count - (found.get(client) ?? 0))
    }
    reader.close()
    people.forEach(({ doc }) => doc.destroy())
  }
  return { promised, lost, outages }
}
