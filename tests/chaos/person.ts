import { addItem, moveItem, readItems, textOf } from '#app/features/agenda/live.ts'
import type { Wire } from '#app/live/connection.ts'
import { openLiveDocument, type LiveDocument } from '#app/live/live-document.ts'
import { inMemory, type UnsentEdits } from '#app/live/unsent-edits.ts'
import { connect } from '#tests/live/editor.ts'
import { tokensOf, type Ledger } from './ledger.ts'

/** Items of a document: more would only make it slow to compare. */
const mostItems = 40

/** One tab of somebody who plans an agenda: the document code of the browser, and what was told of each token. */
export interface Person {
  live: LiveDocument
  wire: Wire
  /** What the browser keeps between tabs. */
  unsent: UnsentEdits
  /** One edit: mostly a token into a title, sometimes an item more or one moved. */
  edit(pick: (below: number) => number): void
  saved(): boolean
  /** The tab is closed; what was not saved stays in `unsent`. */
  close(): void
  /** Closed, and the browser's storage wiped. */
  vanish(): void
}

export type Seat = { baseUrl: string; cookie: string; document: string }

/** Opens a tab, also while no server answers. `kept` is what an earlier tab left. */
export function openPerson(seat: Seat, ledger: Ledger, kept?: UnsentEdits): Person {
  const mine: string[] = []
  const unsent = kept ?? recorded(inMemory(), ledger)
  const wire = connect(seat.baseUrl, { cookie: seat.cookie })
  const live = openLiveDocument({ wire, name: seat.document, state: null, unsent, now: Date.now })
  const { doc } = live
  const token = () => {
    const made = ledger.next()
    mine.push(made)
    return made
  }
  function close() {
    live.flush()
    live.close()
    wire.disconnect()
  }
  return {
    live,
    wire,
    unsent,
    edit(pick) {
      const items = readItems(doc)
      const one = items[pick(Math.max(1, items.length))]
      const text = one && textOf(doc, one.id, 'title')
      const what = pick(12)
      if (!text || (what === 0 && items.length < mostItems)) {
        const title = token()
        const id = `kohta${title.slice(1, -1).padStart(6, '0')}`
        const draft = { title, presenter: '', kind: 'talk' as const, minutes: 5, before: false }
        addItem(doc, id, draft, one?.id ?? null)
      } else if (what === 1) moveItem(doc, one.id, items[pick(items.length)]?.id ?? null)
      // Between tokens only: what is torn apart was torn by the service.
      else text.insert(what === 2 ? 0 : text.length, token())
    },
    saved: () => live.view().saved.state === 'saved',
    close,
    vanish() {
      close()
      ledger.forgive(mine)
    },
  }
}

/** Storage that tells the ledger what was acknowledged: a tab forgets an edit when it hears that it is saved. */
function recorded(kept: UnsentEdits, ledger: Ledger): UnsentEdits {
  const carried = new Map<number, string[]>()
  return {
    ...kept,
    async add(document, update) {
      const key = await kept.add(document, update)
      carried.set(key, tokensOf(update))
      return key
    },
    async remove(keys) {
      for (const key of keys) ledger.saved(carried.get(key) ?? [])
      await kept.remove(keys)
    },
  }
}
