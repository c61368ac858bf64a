import type * as Y from 'yjs'
import { addItem, localEdit, readItems, removeItem } from '#app/features/agenda/live.ts'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { shortId } from '#app/lib/ids.ts'
import type { StartMode } from './forms.ts'

/**
 * Puts a template's items into the agenda, as new items. `onlyEmpty` does so only while nothing is there: two who start at
 * once would otherwise get everything twice.
 * @returns false when something is there already
 */
export function startFrom(doc: Y.Doc, items: AgendaItem[], mode: StartMode): boolean {
  const there = readItems(doc)
  if (mode === 'onlyEmpty' && there.length > 0) return false
  const ids = new Map(items.map(({ id }) => [id, shortId()]))
  doc.transact(() => {
    if (mode === 'replace') for (const { id } of there) removeItem(doc, id)
    for (const { id, within, ...item } of items) {
      addItem(
        doc,
        ids.get(id) ?? shortId(),
        { ...item, within: within === null ? null : (ids.get(within) ?? null) },
        null,
      )
    }
  }, localEdit)
  return true
}
