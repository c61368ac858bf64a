/** Lets `perSecond` things happen in a second, with as many at once after a pause. */
export function openRate(perSecond: number): () => boolean {
  let left = perSecond
  let at = performance.now()
  return () => {
    const now = performance.now()
    left = Math.min(perSecond, left + ((now - at) / 1000) * perSecond)
    at = now
    if (left < 1) return false
    left -= 1
    return true
  }
}
