import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { rowAttribute } from './use-row-drag.ts'

const slide = 160
/** How long a moved row says so where nothing may move, milliseconds. */
const told = 5000

/**
 * Rows that changed places slide there. Where motion is unwelcome they stand at once, and say that they moved: the ids
 * of those come back.
 */
export function useRowSlide(list: RefObject<HTMLElement | null>, items: { id: string }[]): ReadonlySet<string> {
  const before = useRef<{ order: string; tops: Map<string, number> } | null>(null)
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set())
  const order = items.map(({ id }) => id).join(' ')

  useLayoutEffect(() => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(`[${rowAttribute}]`) ?? [])]
    const tops = new Map(rows.map((row) => [row.getAttribute(rowAttribute) ?? '', row.offsetTop]))
    const last = before.current
    before.current = { order, tops }
    if (!last || last.order === order) return
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const passed = new Set(overtaken(last.order.split(' '), order.split(' ')))
    if (still) setMoved(passed)
    else
      for (const row of rows) {
        const id = row.getAttribute(rowAttribute) ?? ''
        const by = (last.tops.get(id) ?? row.offsetTop) - row.offsetTop
        // Rows that are only pushed on stand where they are pushed to: what somebody reads or types in does not swim.
        if (by !== 0 && passed.has(id) && !row.contains(document.activeElement))
          row.animate([{ transform: `translateY(${String(by)}px)` }, { transform: 'none' }], {
            duration: slide,
            easing: 'ease-out',
          })
      }
  })

  useEffect(() => {
    if (moved.size === 0) return
    const timer = setTimeout(() => setMoved(new Set()), told)
    return () => clearTimeout(timer)
  }, [moved])

  return moved
}

/** Those that stand behind another neighbour than before, although both were there. */
function overtaken(before: string[], now: string[]): string[] {
  const there = new Set(before)
  const still = new Set(now)
  const old = before.filter((id) => still.has(id))
  const kept = now.filter((id) => there.has(id))
  return kept.filter(
    (id, place) => old[old.indexOf(id) - 1] !== kept[place - 1] && old[old.indexOf(id) + 1] !== kept[place + 1],
  )
}
