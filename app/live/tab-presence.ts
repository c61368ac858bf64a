import type { Wire } from './connection.ts'
import { limits, type Present, type PresenceChange } from './contract.ts'

/** Who has a document open, and where this tab says that its person is: at most so often as the contract allows. */
export function openTabPresence(wire: Wire, name: string, joined: () => boolean) {
  const present = new Map<number, Present>()
  let you: Present | null = null
  let place: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    you: () => you,
    others: () => [...present.values()].filter((one) => one.id !== you?.id),
    /** The answer to a join: everybody anew. */
    arrive(me: Present, everybody: Present[]) {
      you = me
      present.clear()
      for (const one of everybody) present.set(one.id, one)
      if (place !== null) wire.emit('presence', name, place)
    },
    change({ here, gone }: PresenceChange) {
      for (const one of here) present.set(one.id, one)
      for (const id of gone) present.delete(id)
    },
    nobody() {
      present.clear()
    },
    setPlace(next: string | null) {
      if (next === place) return
      place = next
      timer ??= setTimeout(() => {
        timer = undefined
        if (joined()) wire.emit('presence', name, place)
      }, limits.presenceEvery)
    },
    close() {
      clearTimeout(timer)
    },
  }
}
