import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { fromServer, type LiveDocument } from '#app/live/live-document.ts'
import { itemsOf, readItems } from '../live.ts'
import { firstName } from './presence-line.tsx'

/** Others' edits are told at most once in this many milliseconds (A11Y-4). */
const quiet = 10_000

/** What the page's live region says: one's own moves at once, others' edits gathered. */
export function useNews(live: LiveDocument) {
  const { t } = useTranslation('agenda')
  const [news, say] = useState('')
  const translate = useRef(t)
  useEffect(() => {
    translate.current = t
  }, [t])

  useEffect(() => {
    const touched = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = -Infinity
    const tell = () => {
      timer = undefined
      last = performance.now()
      const items = readItems(live.doc).filter(({ id }) => touched.has(id))
      touched.clear()
      const [item] = items
      if (!item) return
      const title = item.title || translate.current('untitled')
      const writer = live.view().others.find(({ place }) => place === item.id)
      if (items.length > 1) say(translate.current('news.several', { count: items.length }))
      else if (writer) say(translate.current('news.theirs', { name: firstName(writer.name), title }))
      else say(translate.current('news.changed', { title }))
    }
    const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
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

  return { news, say }
}
