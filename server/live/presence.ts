import { limits, type Present, type PresenceChange } from '#app/live/contract.ts'

/** How many colours people have. */
const colours = 6
/** Of those who only look, so many are named to everybody; the others are counted. A hall of 200 needs no 200 names. */
const mostLookers = 8
/** Milliseconds between two changes of nothing but that count. */
const countEvery = 1000

export interface Presence {
  /** Somebody opened the document: who is told of already. */
  arrive(person: { id: string; name: string }): { you: Present; everybody: Present[]; more: number }
  /** What the person does now. Name and colour are ours, whatever a tab claims (SEC-16). */
  move(id: number, place: string | null): void
  depart(id: number): void
  close(): void
}

/**
 * Who has a document open. `tell` gets what changed: at once, then at most five times a second, merged. A tab that is gone
 * without a word is noticed by Engine.IO, which closes sockets that do not answer for 30 s.
 */
export function openPresence(tell: (change: PresenceChange) => void): Presence {
  const present = new Map<number, Present>()
  const colourOf = new Map<string, number>()
  /** Those everybody knows of, as they know them: all who are somewhere, and the first of those who only look. */
  let told = new Map<number, Present>()
  let toldMore = 0
  let countedAt = -countEvery
  let next = 1
  let timer: NodeJS.Timeout | undefined
  let counting: NodeJS.Timeout | undefined

  function changed() {
    timer ??= setTimeout(flush, 0)
  }

  function toBeTold(): Map<number, Present> {
    let lookers = 0
    return new Map([...present].filter(([, { place }]) => place !== null || ++lookers <= mostLookers))
  }

  function flush() {
    timer = undefined
    const now = toBeTold()
    const here = [...now.values()].filter((one) => told.get(one.id) !== one)
    const gone = [...told.keys()].filter((id) => !now.has(id))
    const more = present.size - now.size
    const countWaits = countedAt + countEvery - performance.now()
    if (here.length + gone.length === 0) {
      if (more === toldMore) return
      if (countWaits > 0) {
        // Not by `timer`: who comes or moves meanwhile is told of at once.
        clearTimeout(counting)
        counting = setTimeout(changed, countWaits)
        return
      }
    }
    if (more !== toldMore) countedAt = performance.now()
    told = now
    toldMore = more
    timer = setTimeout(flush, limits.presenceEvery)
    tell({ here, gone, more })
  }

  return {
    arrive(person) {
      const id = next++
      const colour = colourOf.get(person.id) ?? (colourOf.size % colours) + 1
      colourOf.set(person.id, colour)
      const you: Present = { id, name: person.name, colour, place: null }
      present.set(id, you)
      changed()
      const now = toBeTold()
      return { you, everybody: [...now.values()], more: present.size - now.size }
    },
    move(id, place) {
      const now = present.get(id)
      if (!now || now.place === place) return
      present.set(id, { ...now, place })
      changed()
    },
    depart(id) {
      if (present.delete(id)) changed()
    },
    close() {
      clearTimeout(timer)
      clearTimeout(counting)
    },
  }
}
