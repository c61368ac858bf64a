import { useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useLayoutEffect, useRef } from 'react'

/** Open pages come back for the news spread over this many milliseconds, not all at once. */
const spread = 700
/** A refused page asks again this often, after so many milliseconds. */
const mostTries = 3
const askAgainAfter = 2000
/** What a page shows was loaded at most so long before it is drawn, milliseconds. */
const mostLoading = 30_000

/**
 * Runs the page's loaders again whenever the server announces the topic, and after a break in the connection, in which
 * an announcement may have been missed. Signed out, or without script, the page stays as it was loaded. Null: nothing.
 */
export function useAnnouncements(topic: string | null): void {
  const { revalidate, state } = useRevalidator()
  useSteadyScroll(state === 'loading')
  // Asked for while a form or a page is under way, Remix would begin that again and forget the form's answer.
  const idle = useNavigation().state === 'idle'
  const latest = useRef({ revalidate, idle })
  const owed = useRef(false)
  useEffect(() => {
    latest.current = { revalidate, idle }
    if (!idle || !owed.current) return
    owed.current = false
    revalidate()
  }, [revalidate, idle])

  useEffect(() => {
    if (topic === null) return
    let stop: (() => void) | undefined
    let gone = false
    const drawn = performance.now()
    const loadedBefore = drawn - Math.min(drawn, mostLoading)
    void import('./connection.ts').then(({ takeWire, releaseWire, countListeners }) => {
      if (gone) return
      const wire = takeWire()
      countListeners(topic, 1)
      let timer: ReturnType<typeof setTimeout> | undefined
      let watchedBefore = false
      const refresh = () => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          if (latest.current.idle) latest.current.revalidate()
          else owed.current = true
        }, Math.random() * spread)
      }
      let again: ReturnType<typeof setTimeout> | undefined
      const watch = (tries = mostTries) => {
        clearTimeout(again)
        wire.emit('watch', topic, (answer) => {
          // Something may have changed since the page was loaded, too, before it could listen.
          const missed = answer.ok && answer.ago !== null && answer.ago < performance.now() - loadedBefore
          if (answer.ok && (watchedBefore || missed)) refresh()
          watchedBefore = true
          // One may be refused for asking too much at once, too; what was missed meanwhile is loaded then.
          if (!answer.ok && tries > 1) again = setTimeout(() => watch(tries - 1), askAgainAfter)
        })
      }
      const connected = () => watch()
      const changed = (which: string) => {
        if (which === topic) refresh()
      }
      wire.on('connect', connected)
      wire.on('changed', changed)
      if (wire.connected) watch()
      stop = () => {
        clearTimeout(timer)
        clearTimeout(again)
        wire.off('connect', connected)
        wire.off('changed', changed)
        if (countListeners(topic, -1) === 0 && wire.connected) wire.emit('unwatch', topic)
        releaseWire()
      }
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [topic])
}

// The server draws no layout, and React would say so in its log.
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * A page that loads again is put back to where it stood when it began to load, under whoever scrolled on meanwhile: it
 * stays where it is instead (A11Y-4).
 */
function useSteadyScroll(loading: boolean): void {
  const wasLoading = useRef(false)
  useBeforePaint(() => {
    const loaded = wasLoading.current && !loading
    wasLoading.current = loading
    if (!loaded) return
    // Read before the frame of the page moves it, set after; nothing is painted between.
    const at = window.scrollY
    queueMicrotask(() => {
      window.scrollTo(window.scrollX, at)
    })
  }, [loading])
}
