import { once } from 'node:events'
import { io } from 'socket.io-client'
import { liveNamespace } from '#app/live/contract.ts'
import { wireOptions, type Wire } from '#app/live/connection.ts'
import { openLiveDocument, type LiveDocument, type LiveView } from '#app/live/live-document.ts'
import { inMemory, type UnsentEdits } from '#app/live/unsent-edits.ts'

/** Tests come back sooner than browsers do. */
const soon = { reconnectionDelay: 50, reconnectionDelayMax: 200 }

/** A socket as a signed-in tab of ours opens one; `origin` and `cookie` may be another's, to see it refused. */
export function connect(
  baseUrl: string,
  headers: { cookie?: string; origin?: string | null },
  delays: Partial<typeof wireOptions> = soon,
): Wire {
  const { cookie, origin = baseUrl } = headers
  return io(`${baseUrl}${liveNamespace}`, {
    ...wireOptions,
    ...delays,
    forceNew: true,
    extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin === null ? {} : { origin }) },
  })
}

export type Editor = LiveDocument & {
  wire: Wire
  until(what: (view: LiveView) => boolean): Promise<void>
  leave(): void
}

/** An editor without a browser: the same document code, with nothing kept outside its memory unless `unsent` is given. */
export async function openEditor(
  baseUrl: string,
  cookie: string,
  name: string,
  unsent: UnsentEdits = inMemory(),
): Promise<Editor> {
  const wire = connect(baseUrl, { cookie })
  const live = openLiveDocument({ wire, name, state: null, unsent, now: Date.now })
  const editor: Editor = {
    ...live,
    wire,
    until: (what) => until(live, () => what(live.view())),
    leave() {
      live.close()
      wire.disconnect()
    },
  }
  await editor.until(({ saved }) => ['saved', 'readOnly', 'kept', 'refused'].includes(saved.state))
  return editor
}

/** Waits until something holds of a document, looking again at each change of it. */
export function until(live: LiveDocument, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return
      stop()
      live.doc.off('update', look)
      resolve()
    }
    const stop = live.subscribe(look)
    live.doc.on('update', look)
    look()
  })
}

/** Joins as a tab that has nothing; gives what edits call the document from then on, 0 for one who is not let in. */
export async function roomFor(wire: Wire, document: string): Promise<number> {
  const answer = await wire.emitWithAck('join', document, new Uint8Array([0]), null)
  return answer.ok ? answer.room : 0
}

/** Waits for a socket to be connected or refused; gives the reason of a refusal. */
export async function connected(wire: Wire): Promise<string | null> {
  if (wire.connected) return null
  const refused = once(wire as never, 'connect_error').then(([error]) => (error as Error).message)
  return Promise.race([once(wire as never, 'connect').then(() => null), refused])
}
