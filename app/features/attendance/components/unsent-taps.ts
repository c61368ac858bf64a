import type { Tap } from '../rules.ts'

/** Taps of this browser that the server has not confirmed. Kept also when the page is closed. Nothing here ever throws. */
export interface UnsentTaps {
  /** In the order they were made. */
  all(): Tap[]
  add(tap: Tap): void
  remove(ids: readonly string[]): void
}

/** What was not sent for so long is not taken any more, milliseconds. */
const longest = 8 * 86_400_000

/**
 * Keeps them in the browser's storage, apart for each event and person: whoever signs in next on the same phone neither
 * sees nor sends them, and signing out deletes them. Where there is no storage they live as long as the page.
 */
export function openUnsentTaps(eventId: string, personId: string, now: number): UnsentTaps {
  const key = `kutsu-door-${personId}-${eventId}`
  let memory: Tap[] = []
  // Another page of the same phone writes here too, so that nothing is remembered between two readings.
  const all = () => {
    const stored = read(key).filter(({ at }) => at > now - longest)
    const known = new Set(stored.map(({ id }) => id))
    return [...stored, ...memory.filter(({ id }) => !known.has(id))].sort((a, b) => a.at - b.at)
  }
  const keep = (taps: Tap[]) => {
    try {
      localStorage.setItem(key, JSON.stringify(taps))
      memory = []
    } catch {
      memory = taps
    }
  }
  return {
    all,
    add: (tap) => keep([...all(), tap]),
    remove(ids) {
      if (ids.length > 0) keep(all().filter(({ id }) => !ids.includes(id)))
    },
  }
}

function read(key: string): Tap[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isTap) : []
  } catch {
    return []
  }
}

/** Written by ourselves, but a browser's storage is anybody's who holds the phone; the server looks closer. */
function isTap(one: unknown): one is Tap {
  return typeof one === 'object' && one !== null && 'id' in one && 'at' in one && typeof one.at === 'number'
}
