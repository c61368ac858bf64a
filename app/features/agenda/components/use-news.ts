import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { fromServer, type LiveDocument } from '#app/live/live-document.ts'
import { readPlace } from '#app/live/place.ts'
import { itemsOf, readItems } from '../live.ts'
import type { AgendaItem } from '../rules.ts'
import { firstName, onlyOther } from './presence-line.tsx'

/** Others' edits are told at most once in this many milliseconds, and never that soon over one's own answer (A11Y-4). */
const quiet = 10_000

/**
 * What the page's live region says: one's own moves at once, others' edits gathered. That somebody removed the item
 * which this person has open is said at once too: `onGone` gets it, and the item that is next, if any. `theirs`: what is
 * said is of somebody else's edit.
 */
export function useNews(
  live: LiveDocument,
  openItem: string | null,
  onGone: (id: string, next: string | null) => void,
) {
  const { t } = useTranslation('agenda')
  const [said, setSaid] = useState({ news: '', theirs: false })
  const saidOwn = useRef(-Infinity)
  const say = useCallback((news: string) => {
    saidOwn.current = performance.now()
    setSaid({ news, theirs: false })
  }, [])
  const latest = useRef({ t, openItem, onGone })
  useEffect(() => {
    latest.current = { t, openItem, onGone }
  })

  useEffect(() => {
    const sayTheirs = (news: string) => setSaid({ news, theirs: true })
    const touched = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = -Infinity
    let known = readItems(live.doc)
    /** What was known of the item that this person has open, and is gone now: its title is gone as well. */
    const tellGone = (before: AgendaItem[]) => {
      const at = before.findIndex(({ id }) => id === latest.current.openItem)
      const item = before[at]
      const there = new Set(known.map(({ id }) => id))
      if (!item || there.has(item.id)) return
      const { t: words, onGone: leave } = latest.current
      const title = item.title || words('untitled')
      // The edit does not say whose it is: by name only when it can be nobody else's.
      const { you, others } = live.view()
      const other = onlyOther(you, others)
      sayTheirs(other ? words('news.theirsGone', { name: firstName(other.name), title }) : words('removed', { title }))
      last = performance.now()
      if (timer !== undefined) {
        clearTimeout(timer)
        timer = setTimeout(tell, quiet)
      }
      leave(item.id, before.slice(at + 1).find(({ id }) => there.has(id))?.id ?? null)
    }
    const tell = () => {
      const wait = saidOwn.current + quiet - performance.now()
      timer = wait > 0 ? setTimeout(tell, wait) : undefined
      if (timer !== undefined) return
      last = performance.now()
      const items = readItems(live.doc).filter(({ id }) => touched.has(id))
      touched.clear()
      const [item] = items
      if (!item) return
      const title = item.title || latest.current.t('untitled')
      const writer = live.view().others.find(({ place }) => readPlace(place)?.thing === item.id)
      if (items.length > 1) sayTheirs(latest.current.t('news.several', { count: items.length }))
      else if (writer) sayTheirs(latest.current.t('news.theirs', { name: firstName(writer.name), title }))
      else sayTheirs(latest.current.t('news.changed', { title }))
    }
    const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      const before = known
      known = readItems(live.doc)
      if (transaction.origin === fromServer) tellGone(before)
      // Before the first answer of the server everything is news, and nothing is.
      if (transaction.origin !== fromServer || live.view().saved.state === 'opening') return
      for (const event of events) {
        const [first] = event.path
        if (typeof first === 'string') touched.add(first)
        else for (const key of event.keys.keys()) touched.add(key)
      }
      // A moment for the words to be complete, and never sooner than the quiet time after the last.
      timer ??= setTimeout(tell, Math.max(1000, last + quiet - performance.now()))
    }
    const items = itemsOf(live.doc)
    items.observeDeep(changed as Parameters<typeof items.observeDeep>[0])
    return () => {
      clearTimeout(timer)
      items.unobserveDeep(changed as Parameters<typeof items.unobserveDeep>[0])
    }
  }, [live])

  return { ...said, say }
}
