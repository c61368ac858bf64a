import * as Y from 'yjs'
import {
  addItem,
  changeItem,
  descriptionOf,
  itemsOf,
  localEdit,
  moveItem,
  readItems,
  removeItem,
  textFields,
  textOf,
} from '#app/features/agenda/live.ts'
import { agendaItemKinds, agendaItemStates, itemsWithin, type AgendaItem } from '#app/features/agenda/rules.ts'
import { writeRichText } from '#app/live/rich-text.ts'
import { openLiveDocument, type LiveDocument } from '#app/live/live-document.ts'
import { inMemory, type UnsentEdits } from '#app/live/unsent-edits.ts'
import { simulatedWire, type SimulatedWire } from './simulated-wire.ts'

type Pick = (below: number) => number
/** How an item is moved: a test that shows that it can fail hands in another way. */
export type Move = (doc: Y.Doc, id: string, after: string | null) => void

/** A tab, and the browser that keeps what it could not send. */
export type Tab = { live: LiveDocument; net: SimulatedWire; undo: Y.UndoManager; unsent: UnsentEdits; held: number }

export function openTab(
  name: string,
  client: number,
  state: { update: Uint8Array; seq: number } | null,
  unsent = inMemory(),
): Tab {
  const net = simulatedWire()
  const live = openLiveDocument({ wire: net.wire, name, state, unsent, now: () => 0 })
  live.doc.clientID = client
  const undo = new Y.UndoManager(itemsOf(live.doc), { trackedOrigins: new Set([localEdit]), captureTimeout: 0 })
  return { live, net, undo, unsent, held: 0 }
}

/** One thing that a person does. `step` numbers what is made. */
export function edit({ live, undo }: Tab, pick: Pick, step: number, move: Move): void {
  const { doc } = live
  const items = readItems(doc)
  const some = items[pick(Math.max(1, items.length))]
  const other = items[pick(Math.max(1, items.length))]
  const number = String(step).padStart(6, '0')
  const does = pick(20)
  if (!some || !other || (does < 2 && items.length < 40)) {
    const within = some && pick(4) === 0 ? some.id : null
    // Every item carries a number of its own: whatever becomes of it, it must show once.
    addItem(
      doc,
      `kohta${number}`,
      { title: 'Uusi', proposalId: `p${number}`, within, before: pick(6) === 0 },
      other?.id ?? null,
    )
  } else if (does < 8) type(doc, some, pick, number)
  else if (does < 11) move(doc, some.id, pick(6) === 0 ? null : other.id)
  else if (does < 13) changeItem(doc, some.id, change(pick, some, other))
  else if (does < 14) {
    if (pick(3) === 0 && itemsWithin(items, some.id).length === 0) removeItem(doc, some.id)
  } else if (does < 16) {
    if (pick(3) > 0) undo.undo()
    else undo.redo()
  } else describe(doc, some.id, pick, number)
}

function type(doc: Y.Doc, { id }: AgendaItem, pick: Pick, number: string) {
  const text = textOf(doc, id, textFields[pick(3)] ?? 'title')
  if (!text) return
  doc.transact(() => {
    const at = pick(text.length + 1)
    if (pick(3) === 0) text.delete(Math.min(at, Math.max(0, text.length - 2)), Math.min(text.length, 1 + pick(2)))
    else text.insert(at, ['a', 'äö', '😀', `${number} `][pick(4)] ?? 'a')
  }, localEdit)
}

function change(pick: Pick, some: AgendaItem, other: AgendaItem): Parameters<typeof changeItem>[2] {
  const changes: Parameters<typeof changeItem>[2][] = [
    { kind: agendaItemKinds[pick(agendaItemKinds.length)] },
    { minutes: pick(120) },
    { before: pick(2) === 0 },
    { state: agendaItemStates[pick(3)] },
    { pinned: pick(2) === 0 ? null : '18:25' },
    { within: pick(2) === 0 || some.id === other.id ? null : other.id },
    { capacity: pick(2) === 0 ? null : pick(50) },
    { closed: pick(2) === 0 },
  ]
  return changes[pick(changes.length)] ?? {}
}

/** Writes in the description as the editor's binding does: letters, marks, paragraphs, lists; now and then all of it anew. */
function describe(doc: Y.Doc, id: string, pick: Pick, number: string) {
  const fragment = descriptionOf(doc, id)
  if (!fragment) return
  doc.transact(() => {
    const texts = wordsIn(fragment)
    const words = texts[pick(Math.max(1, texts.length))]
    const does = pick(8)
    if (!words || does === 0) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(`Tila ${number}`)])
      fragment.insert(pick(fragment.length + 1), [paragraph])
    } else if (does === 1) {
      writeRichText(fragment, [
        { kind: 'heading', level: 2, spans: [{ text: number }] },
        {
          kind: 'list',
          ordered: pick(2) === 0,
          items: [[{ kind: 'paragraph', spans: [{ text: 'yksi', strong: true }] }]],
        },
      ])
    } else if (does === 2) fragment.delete(pick(fragment.length), 1)
    else if (does < 6) words.insert(pick(words.length + 1), `${number} `)
    else {
      const at = pick(words.length)
      const length = 1 + pick(Math.max(1, words.length - at))
      if (at + length > words.length) return
      const link = { href: 'https://kunta.example/' }
      if (pick(4) === 0) words.delete(at, length)
      else
        words.format(
          at,
          length,
          pick(2) === 0 ? { strong: pick(3) === 0 ? null : {} } : { link: pick(3) === 0 ? null : link },
        )
    }
  }, localEdit)
}

function wordsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? wordsIn(child) : []))
}

export const plainMove: Move = moveItem
