import { useState, type PointerEvent } from 'react'

/** Rows of the queue carry the id of who stands there in this attribute. */
export const waitingAttribute = 'data-waiting'

/**
 * Moving one in the queue with the mouse or a pen, by the number of its place, as rows of an agenda move by their time. A
 * convenience: the buttons do the same (A11Y-3), and a finger scrolls as it always does. `onDrop` gets the place, from 1 on.
 */
export function usePlaceDrag(onDrop: (id: string, place: number) => void) {
  /** Who is dragged, and behind how many of the others the line stands. */
  const [drag, setDrag] = useState<{ id: string; behind: number } | null>(null)

  function start(id: string, event: PointerEvent<HTMLElement>) {
    if (event.pointerType === 'touch' || event.button !== 0) return
    const handle = event.currentTarget
    const list = handle.closest('ol')
    if (!list) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    let behind: number | undefined
    const follow = ({ clientY }: { clientY: number }) => {
      const others = [...list.querySelectorAll<HTMLElement>(`:scope > [${waitingAttribute}]`)].filter(
        (row) => row.getAttribute(waitingAttribute) !== id,
      )
      behind = others.filter((row) => {
        const { top, height } = row.getBoundingClientRect()
        return clientY > top + height / 2
      }).length
      setDrag({ id, behind })
    }
    const end = (drop: boolean) => {
      handle.removeEventListener('pointermove', follow)
      handle.removeEventListener('pointerup', up)
      handle.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', escape)
      setDrag(null)
      if (drop && behind !== undefined) onDrop(id, behind + 1)
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
