import { useState, type PointerEvent } from 'react'

/** Rows carry their item's id in this attribute. */
export const rowAttribute = 'data-item'

/**
 * Moving a row with the mouse or a pen, by its time. A convenience: everything it does, the menu does too (A11Y-3), and
 * a finger scrolls as it always does. `onDrop` gets the item to put it behind; null: first.
 */
export function useRowDrag(onDrop: (id: string, after: string | null) => void) {
  /** The row that is dragged, and the one that the line stands behind. */
  const [drag, setDrag] = useState<{ id: string; after: string | null } | null>(null)

  function start(id: string, event: PointerEvent<HTMLElement>) {
    if (event.pointerType === 'touch' || event.button !== 0) return
    const handle = event.currentTarget
    const list = handle.closest('ol')
    if (!list) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    let after: string | null | undefined
    const follow = ({ clientY }: { clientY: number }) => {
      after = null
      for (const row of list.querySelectorAll<HTMLElement>(`:scope > [${rowAttribute}]`)) {
        const { top, height } = row.getBoundingClientRect()
        const other = row.getAttribute(rowAttribute)
        if (other !== id && clientY > top + height / 2) after = other
      }
      setDrag({ id, after })
    }
    const end = (drop: boolean) => {
      handle.removeEventListener('pointermove', follow)
      handle.removeEventListener('pointerup', up)
      handle.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', escape)
      setDrag(null)
      if (drop && after !== undefined) onDrop(id, after)
    }
    const up = () => {
      end(true)
    }
    const cancel = () => {
      end(false)
    }
    const escape = ({ key }: { key: string }) => {
      if (key === 'Escape') end(false)
    }
    handle.addEventListener('pointermove', follow)
    handle.addEventListener('pointerup', up)
    handle.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', escape)
  }

  return { drag, start }
}
