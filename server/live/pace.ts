/** Flushes in a tenth of a second from which on a document is busy. */
const busyFrom = 8
const tenth = 100
/** Milliseconds between two flushes of a busy document: what arrives meanwhile goes along, merged. */
const busyEvery = 25

export interface Pace {
  /** Milliseconds to wait before the next flush: none at rest, so that a single letter goes at once. */
  wait(now: number): number
  flushed(now: number): void
}

/** When a document is flushed: the first edit at once; under load, where each flush reaches everybody, less often. */
export function openPace(): Pace {
  const last: number[] = []
  return {
    wait(now) {
      const first = last[0]
      const busy = last.length === busyFrom && first !== undefined && now - first < tenth
      return busy ? Math.max(0, (last.at(-1) ?? 0) + busyEvery - now) : 0
    },
    flushed(now) {
      last.push(now)
      if (last.length > busyFrom) last.shift()
    },
  }
}

/** One turn of the event loop for all who wait for it: rooms that were edited in it share a transaction. */
export function openTurns(): () => Promise<void> {
  let turn: Promise<void> | null = null
  return () =>
    (turn ??= new Promise((reached) =>
      setImmediate(() => {
        turn = null
        reached()
      }),
    ))
}
