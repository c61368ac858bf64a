/** Keeps what was used last, up to a weight in all. */
export interface BoundedCache<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/**
 * @param most the weight that is kept at most; what was not used for longest goes first
 * @param weigh the weight of one value, which must not change while it is kept
 */
export function boundedCache<V>(most: number, weigh: (value: V) => number): BoundedCache<V> {
  // A Map gives its keys in the order in which they were put in.
  const kept = new Map<string, { value: V; weight: number }>()
  let total = 0
  function drop(key: string) {
    total -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }
  return {
    get(key) {
      const found = kept.get(key)
      if (found) {
        kept.delete(key)
        kept.set(key, found)
      }
      return found?.value
    },
    set(key, value) {
      drop(key)
      const weight = weigh(value)
      kept.set(key, { value, weight })
      total += weight
      for (const oldest of kept.keys()) {
        if (total <= most) break
        drop(oldest)
      }
    },
  }
}
