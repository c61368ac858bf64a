import { useEffect, useState } from 'react'

/**
 * The server's time, again each second: the page's own clock may be wrong, so only how much it has moved on counts.
 * @param served the server's time when the page was made, epoch milliseconds
 */
export function useClock(served: number): number {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    const tick = () => setPassed(performance.now() - from)
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [served])
  return served + passed
}
