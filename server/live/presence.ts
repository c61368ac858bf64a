import { limits, type Present, type PresenceChange } from '#app/live/contract.ts'

/** How many colours people have. */
const colours = 6

export interface Presence {
  /** Somebody opened the document: who is there already. */
  arrive(person: { id: string; name: string }): { you: Present; everybody: Present[] }
  /** What the person does now. Name and colour are ours, whatever a tab claims (SEC-16). */
  move(id: number, place: string | null): void
  depart(id: number): void
  close(): void
}

/** Who has a document open. `tell` gets what changed: at once, then at most five times a second, merged. */
export function openPresence(tell: (change: PresenceChange) => void): Presence {
  const present = new Map<number, Present>()
  const colourOf = new Map<string, number>()
  const changed = new Set<number>()
  let next = 1
  let timer: NodeJS.Timeout | undefined

  function flush() {
    timer = undefined
    if (changed.size === 0) return
    const here = [...changed].flatMap((id) => present.get(id) ?? [])
    const gone = [...changed].filter((id) => !present.has(id))
    changed.clear()
    timer = setTimeout(flush, limits.presenceEvery)
    tell({ here, gone })
  }
  function mark(id: number) {
    changed.add(id)
    timer ??= setTimeout(flush, 0)
  }

  return {
    arrive(person) {
      const id = next++
      const colour = colourOf.get(person.id) ?? (colourOf.size % colours) + 1
      colourOf.set(person.id, colour)
      const you: Present = { id, name: person.name, colour, place: null }
      present.set(id, you)
      mark(id)
      return { you, everybody: [...present.values()] }
    },
    move(id, place) {
      const now = present.get(id)
      if (!now || now.place === place) return
      present.set(id, { ...now, place })
      mark(id)
    },
    depart(id) {
      if (present.delete(id)) mark(id)
    },
    close() {
      clearTimeout(timer)
    },
  }
}
