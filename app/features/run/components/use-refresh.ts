import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** How often a page that hears no announcements asks again, milliseconds. */
const every = 5000

/** Loads the page's facts again and again while it is looked at: for who is not signed in and has no socket. */
export function useRefresh(active: boolean): void {
  const { revalidate, state } = useRevalidator()
  const latest = useRef({ revalidate, state })
  useEffect(() => {
    latest.current = { revalidate, state }
  }, [revalidate, state])
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && latest.current.state === 'idle' && navigator.onLine)
        latest.current.revalidate()
    }, every)
    return () => clearInterval(timer)
  }, [active])
}
