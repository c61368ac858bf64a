import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clock } from '#app/lib/dates.ts'
import { shortId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { writePlace, type Place } from '#app/live/place.ts'
import { useShared } from '#app/live/use-live-document.ts'
import { addItem, changeItem, moveItem, readItems, removeItem } from '../live.ts'
import { itemsWithin, timed, type AgendaItem, type TimedItem } from '../rules.ts'
import { useNews } from './use-news.ts'
import { rowAttribute } from './use-row-drag.ts'
import { useUndo } from './use-undo.ts'

type Event = { startsAt: number; endsAt: number; timeZone: string }
export type Step = 'up' | 'down' | 'top' | 'end'

/** All that a planner does to the open agenda, and what is said of it. */
export type AgendaActions = ReturnType<typeof useAgenda>

export function useAgenda(live: LiveDocument, event: Event, language: Language) {
  const { t } = useTranslation('agenda')
  const { doc } = live
  const items = timed(useShared(doc, readItems), event.startsAt, event.timeZone)
  const [openItem, setOpenItem] = useState<string | null>(null)
  /** The item whose new place is being chosen from a list. */
  const [placing, setPlacingItem] = useState<string | null>(null)
  const { news, theirs, say } = useNews(live, openItem, leaveGone)
  const undoing = useUndo(doc)
  const time = (at: number) => clock(at, event.timeZone, language)
  const nameOf = (item: AgendaItem) => item.title || t('untitled')

  function open(id: string | null) {
    setOpenItem(id)
    live.setPlace(id === null ? null : writePlace({ thing: id, field: null, head: null }))
    if (id) focusSoon(`[${rowAttribute}="${id}"] input`)
  }

  function setCaret(id: string, field: string, head: Place['head']) {
    live.setPlace(writePlace({ thing: id, field: head ? field : null, head }))
  }

  function close(id: string) {
    const item = items.find((each) => each.id === id)
    // Added and left without a word: nobody meant it to be there.
    const unwritten = item && !item.title && !item.presenter && isBlank(item.description)
    if (unwritten) removeItem(doc, id)
    open(null)
    focusSoon(unwritten ? '[data-add] button' : menuOf(id))
  }

  /** Somebody removed the item that this person had open: the focus, if it was in there, goes to what is next. */
  function leaveGone(id: string, next: string | null) {
    const typing = document.querySelector(`[${rowAttribute}="${id}"]`)?.contains(document.activeElement)
    open(null)
    if (typing) focusSoon(next === null ? '[data-add] button' : menuOf(next))
  }

  function sayWhere(id: string) {
    const now = timed(readItems(doc), event.startsAt, event.timeZone)
    const item = now.find((each) => each.id === id)
    if (!item) return
    const group = now.filter(({ within }) => within === item.within)
    say(
      t('news.moved', {
        title: nameOf(item),
        place: group.indexOf(item) + 1,
        count: group.length,
        time: time(item.startsAt),
      }),
    )
  }

  /** Those that an item changes places with: before the start, in the line, or side by side with it. */
  const groupOf = (item: AgendaItem) =>
    items.filter(({ within, before }) => within === item.within && (within !== null || before === item.before))

  function move(item: TimedItem<AgendaItem>, step: Step) {
    const group = groupOf(item)
    const at = group.findIndex(({ id }) => id === item.id)
    const last = group.length - 1
    const to = { up: at - 1, down: at + 1, top: 0, end: last }[step]
    if (to < 0 || to > last || to === at) {
      const edge = to < at || step === 'top' ? 'first' : 'last'
      const inLine = item.within === null
      const where = edge === 'last' && item.before ? 'lastBefore' : edge
      const hasBefore = inLine && !item.before && items.some(({ before }) => before)
      say(t(`news.${edge === 'first' && hasBefore ? 'firstAfter' : where}`, { title: nameOf(item) }))
      return
    }
    const others = group.filter(({ id }) => id !== item.id)
    moveItem(doc, item.id, others[to - 1]?.id ?? null)
    sayWhere(item.id)
  }

  function moveBehind(id: string, after: string | null) {
    moveItem(doc, id, after)
    sayWhere(id)
  }

  function setPlacing(item: AgendaItem, chooses: boolean) {
    setPlacingItem(chooses ? item.id : null)
    focusSoon(chooses ? `[${rowAttribute}="${item.id}"] form select` : menuOf(item.id))
  }

  function add(within: string | null = null) {
    const id = shortId()
    const kind = items.find((each) => each.id === within)?.kind
    addItem(doc, id, { within, ...(kind ? { kind } : {}) }, null)
    const made = timed(readItems(doc), event.startsAt, event.timeZone).find((item) => item.id === id)
    if (made) say(t('news.added', { time: time(made.startsAt) }))
    open(id)
  }

  function takeOut(item: AgendaItem) {
    undoing.remove(item.id, nameOf(item))
    if (openItem === item.id || itemsWithin(items, item.id).some(({ id }) => id === openItem)) open(null)
    focusSoon('[data-undo] button')
  }

  function shorten(item: AgendaItem, by: number) {
    const minutes = item.minutes - by
    changeItem(doc, item.id, { minutes })
    say(t('news.shortened', { title: nameOf(item), minutes }))
    // The way out goes with the notice it stood in.
    focusSoon(menuOf(item.id))
  }

  /** It starts right after the one before again. */
  function unpin(item: AgendaItem) {
    changeItem(doc, item.id, { pinned: null })
    sayWhere(item.id)
    focusSoon(openItem === item.id ? `[${rowAttribute}="${item.id}"] input[type="time"]` : menuOf(item.id))
  }

  /** Side by side in another item, or out of it into the line. */
  function moveInto(item: AgendaItem, within: string | null) {
    changeItem(doc, item.id, { within })
    moveItem(doc, item.id, within === null ? item.within : (itemsWithin(items, within).at(-1)?.id ?? null))
    sayWhere(item.id)
    focusSoon(menuOf(item.id))
  }

  return {
    doc,
    items,
    openItem,
    news,
    theirs,
    say,
    undoing,
    open,
    setCaret,
    close,
    move,
    moveBehind,
    placing,
    setPlacing,
    groupOf,
    moveInto,
    add,
    takeOut,
    shorten,
    unpin,
    sayWhere,
    nameOf,
  }
}

/** What a row is moved with keeps the focus when its form has gone. */
const menuOf = (id: string) => `[${rowAttribute}="${id}"] [aria-haspopup]`

/** After the page has been drawn again. */
export function focusSoon(selector: string) {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(selector)?.focus()
  })
}
