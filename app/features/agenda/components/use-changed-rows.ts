import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { fromServer } from '#app/live/live-document.ts'
import { itemsOf } from '../live.ts'

/** How long a changed row says so, milliseconds. */
const told = 5000

/** Where motion is unwelcome: the ids of items that somebody else has just changed, which say so in a word. */
export function useChangedRows(doc: Y.Doc): ReadonlySet<string> {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const show = () => setChanged(new Set(timers.keys()))
    const items = itemsOf(doc)
    const see = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      if (transaction.origin !== fromServer) return
      for (const { path } of events) {
        const [id] = path
        // Items that came or went have no path: they are seen as they are.
        if (typeof id !== 'string') continue
        clearTimeout(timers.get(id))
        const forget = () => {
          timers.delete(id)
          show()
        }
        timers.set(id, setTimeout(forget, told))
      }
      show()
    }
    items.observeDeep(see as Parameters<typeof items.observeDeep>[0])
    return () => {
      for (const timer of timers.values()) clearTimeout(timer)
      items.unobserveDeep(see as Parameters<typeof items.unobserveDeep>[0])
    }
  }, [doc])

  return changed
}
