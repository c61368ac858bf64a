import * as Y from 'yjs'

export type Decoded = ReturnType<typeof Y.decodeUpdate>
export type Struct = Decoded['structs'][number]

/** The document and an update together. Clocks count what a tab (a Yjs client) has written, from 0. */
export interface View {
  doc: Y.Doc
  /** The update's structs by client, in the order of their clocks. */
  sections: ReadonlyMap<number, Struct[]>
  /** What is deleted, by client. */
  deleted: Decoded['ds']['clients']
  /** How far the document knows a client. */
  known(client: number): number
  /** How far the two together know it. */
  end(client: number): number
  /** The struct that holds this clock: the document's, where it has one. */
  find(id: Y.ID): Struct | null
}

export function viewOf(doc: Y.Doc, { structs, ds }: Decoded): View {
  const sections = new Map<number, Struct[]>()
  for (const struct of structs) {
    const section = sections.get(struct.id.client)
    if (section) section.push(struct)
    else sections.set(struct.id.client, [struct])
  }
  const known = (client: number) => Y.getState(doc.store, client)
  return {
    doc,
    sections,
    deleted: ds.clients,
    known,
    end(client) {
      const last = sections.get(client)?.at(-1)
      return Math.max(known(client), last ? endOf(last) : 0)
    },
    find(id) {
      if (id.clock < known(id.client)) return Y.getItem(doc.store, id)
      return structAt(sections.get(id.client) ?? [], id.clock)
    },
  }
}

/** The clock behind a struct. */
export const endOf = (struct: Struct): number => struct.id.clock + struct.length

/** What must be there before this one: what it stands beside, or in. */
export function needsOf(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  const parent = parentOf(struct)
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null)
}

/**
 * What an item says that it stands in: a root by its name, another item, or (once it is in a document) a type. Null: it
 * stands where those beside it stand.
 */
export function parentOf(item: Y.Item): Y.AbstractType<unknown> | Y.ID | string | null {
  // Yjs gives a root's name as text while an item is not in a document yet; its types don't say so.
  return item.parent as Y.AbstractType<unknown> | Y.ID | string | null
}

/** The struct that holds this clock, in a list by clock; null outside of it. */
function structAt(list: Struct[], clock: number): Struct | null {
  let low = 0
  let high = list.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = list[middle]
    if (!struct) return null
    if (struct.id.clock > clock) high = middle - 1
    else if (endOf(struct) <= clock) low = middle + 1
    else return struct
  }
  return null
}
