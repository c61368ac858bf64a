/** So long a topic is remembered after it changed, milliseconds. */
const remembered = 60_000

export interface News {
  tell(topic: string): void
  /** How long ago the topic last changed, milliseconds, or this process began; null: not within a minute. */
  agoOf(topic: string): number | null
}

/**
 * What was announced in the last minute. A page is loaded first and listens a moment later: it asks here whether
 * anything changed between the two. `clock` in milliseconds, never going back.
 */
export function openNews(clock: () => number = () => performance.now()): News {
  /** By the time of the last change, oldest first. */
  const last = new Map<string, number>()
  const began = clock()
  return {
    tell(topic) {
      const at = clock()
      last.delete(topic)
      last.set(topic, at)
      for (const [old, told] of last) {
        if (at - told <= remembered) break
        last.delete(old)
      }
    },
    agoOf(topic) {
      const ago = clock() - (last.get(topic) ?? began)
      return ago <= remembered ? ago : null
    },
  }
}
