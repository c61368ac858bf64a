import { useEffect, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { releaseWire, takeWire } from './connection.ts'
import { openLiveDocument, type LiveDocument, type LiveView } from './live-document.ts'
import { openUnsentEdits } from './unsent-edits.ts'

/**
 * Opens a shared document for as long as the component is on the page. `state` is what the page's loader got from
 * `context.live.state`. Null until the browser's own unsent edits could be asked for.
 */
export function useLiveDocument(name: string, state: string | null, personId: string): LiveDocument | null {
  const [live, setLive] = useState<LiveDocument | null>(null)
  // The state of the first load: later ones come over the wire.
  const [first] = useState(state)

  useEffect(() => {
    let close = () => {
      gone = true
    }
    let gone = false
    void openUnsentEdits(personId).then((unsent) => {
      if (gone) {
        unsent.close()
        return
      }
      const opened = openLiveDocument({
        wire: takeWire(),
        name,
        state: first ? carried(first) : null,
        unsent,
        now: Date.now,
      })
      const flush = () => {
        opened.flush()
      }
      window.addEventListener('pagehide', flush)
      setLive(opened)
      close = () => {
        window.removeEventListener('pagehide', flush)
        opened.close()
        unsent.close()
        releaseWire()
        setLive(null)
      }
    })
    return () => {
      close()
    }
  }, [name, personId, first])

  return live
}

/** Saved state, rights, and who is there. */
export function useLiveView(live: LiveDocument): LiveView {
  return useSyncExternalStore(live.subscribe, live.view)
}

/** What `read` sees in the document, again after each edit. `read` must stay the same function. */
export function useShared<T>(doc: Y.Doc, read: (doc: Y.Doc) => T): T {
  const [value, setValue] = useState(() => read(doc))
  useEffect(() => {
    const look = () => {
      setValue(read(doc))
    }
    look()
    doc.on('update', look)
    return () => {
      doc.off('update', look)
    }
  }, [doc, read])
  return value
}

/** The page's state as `context.live.state` writes it: how far it goes, a dot, and the update in base64. */
function carried(state: string): { seq: number; update: Uint8Array } {
  const [seq = '0', base64 = ''] = state.split('.')
  return { seq: Number(seq), update: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) }
}
