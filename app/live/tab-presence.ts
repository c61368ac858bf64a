import type { Wire } from './connection.ts'
import { limits, type Present, type PresenceChange } from './contract.ts'

/** Who has a document open, and where this tab says that its person is: at most so often as the contract allows. */
export function openTabPresence(wire: Wire, name: string, joined: () => boolean) {
  const present = new Map<number, Present>()
  let more = 0
  let you: Present | null = null
  let place: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    you: () => you,
    others: () => [...present.values()].filter((one) => one.id !== you?.id),
    // This tab itself may be one of those who are only counted.
    more: () => Math.max(0, more - (you && !present.has(you.id) ? 1 : 0)),
    /** The answer to a join: everybody anew. */
    arrive(me: Present, everybody: Present[], others: number) {
      you = me
      more = others
      present.clear()
      for (const one of everybody) present.set(one.id, one)
      if (place !== null) wire.emit('presence', name, place)
    },
    change({ here, gone, more: others }: PresenceChange) {
      more = others
      for (const one of here) present.set(one.id, one)
      for (const id of gone) present.delete(id)
    },
    nobody() {
      more = 0
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
