import type * as Y from 'yjs'
import {
  addItem,
  changeItem,
  descriptionOf,
  localEdit,
  moveItem,
  readItems,
  textFields,
  textOf,
} from '#app/features/agenda/live.ts'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { richTextOfMarkdown } from '#app/lib/markdown.ts'
import { mergeRichText } from '#app/live/merge-rich-text.ts'
import { mergeText } from '#app/live/three-way.ts'
import type { Typed } from './forms.ts'

/** The fields of which the last writer wins. */
const values = ['associationId', 'kind', 'minutes', 'state', 'pinned', 'before', 'capacity', 'closed'] as const

/**
 * Puts what a person typed into a form onto what the item is now: only what they changed from `base`, what the form was
 * rendered with, so that others' words stay.
 * @returns `gone`: the item was removed meanwhile; `both`: others changed the same words, and both stand there
 */
export function changeAsTyped(doc: Y.Doc, id: string, base: Typed, typed: Typed): 'gone' | 'both' | 'done' {
  if (!readItems(doc).some((item) => item.id === id)) return 'gone'
  return doc.transact(() => {
    let both = false
    for (const field of textFields) {
      const text = textOf(doc, id, field)
      if (text) both = mergeText(text, base[field], typed[field]) || both
    }
    const description = descriptionOf(doc, id)
    if (description && base.description !== typed.description) {
      const [from, to] = [base, typed].map((each) => richTextOfMarkdown(each.description))
      both = mergeRichText(description, from ?? [], to ?? []) || both
    }
    const changed = values.filter((key) => base[key] !== typed[key]).map((key) => [key, typed[key]])
    changeItem(doc, id, Object.fromEntries(changed) as Partial<Pick<AgendaItem, (typeof values)[number]>>)
    return both ? 'both' : 'done'
  }, localEdit)
}

/** Adds what was typed as the last item of its group. A form that is sent twice adds it once. */
export function addAsTyped(doc: Y.Doc, id: string, typed: Typed, within: string | null): void {
  if (readItems(doc).some((item) => item.id === id)) return
  addItem(doc, id, { ...emptyItem, ...typed, description: richTextOfMarkdown(typed.description), within }, null)
}

/** Moves an item among those that stand beside it; at the end of its way it stays. */
export function moveBy(doc: Y.Doc, id: string, step: 'up' | 'down' | 'top' | 'end'): void {
  const beside = besides(readItems(doc), id).map((item) => item.id)
  const at = beside.indexOf(id)
  if (at < 0) return
  const last = beside.at(-1) ?? null
  const after = {
    up: at > 0 ? (beside[at - 2] ?? null) : id,
    down: beside[at + 1] ?? id,
    top: at > 0 ? null : id,
    end: at < beside.length - 1 ? last : id,
  }[step]
  // `moveItem` leaves an item alone that is to stand behind itself.
  moveItem(doc, id, after)
}

/** Those among which an item moves: before the start, in the line, or side by side in the same item; itself too. */
export function besides<T extends Pick<AgendaItem, 'id' | 'before' | 'within'>>(items: T[], id: string): T[] {
  const item = items.find((each) => each.id === id)
  return items.filter((each) => each.within === item?.within && (each.within !== null || each.before === item.before))
}
