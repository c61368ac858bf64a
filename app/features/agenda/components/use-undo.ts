import { useCallback, useEffect, useMemo, useState } from 'react'
import { UndoManager, type Doc } from 'yjs'
import { itemsOf, localEdit, mayUndo, removeItem } from '../live.ts'

/** Takes back this person's own edits, and removes an item so that it can be taken back by one press. */
export function useUndo(doc: Doc) {
  const undo = useMemo(
    () =>
      new UndoManager(itemsOf(doc), {
        trackedOrigins: new Set([localEdit]),
        deleteFilter: (piece) => mayUndo(piece, doc.clientID),
      }),
    [doc],
  )
  /** The title of the item removed last, as long as undo would bring back that item and nothing else. */
  const [removed, setRemoved] = useState<string | null>(null)

  useEffect(() => {
    const nextStep = () => {
      setRemoved(null)
    }
    const steps = ['stack-item-added', 'stack-item-updated', 'stack-item-popped'] as const
    for (const step of steps) undo.on(step, nextStep)
    return () => {
      for (const step of steps) undo.off(step, nextStep)
    }
  }, [undo])

  function remove(id: string, title: string) {
    // A step of its own: neither what was typed before nor what is typed next is taken back with it.
    undo.stopCapturing()
    removeItem(doc, id)
    undo.stopCapturing()
    setRemoved(title)
  }

  /** Edits of this origin too are this person's own. */
  const follow = useCallback((origin: unknown) => void undo.trackedOrigins.add(origin), [undo])

  return { undo, removed, remove, follow }
}
