import * as Y from 'yjs'
import { endOf, needsOf, parentOf, type Struct, type View } from './update-view.ts'

/*
 * What an update would cost before it is applied. Yjs looks for an item's place by walking from its left neighbour to its
 * right one. As people type, the two stand beside each other. Forged items whose neighbours stand far apart make it walk
 * over all others, each time: 36 kB of them held the process for 25 seconds.
 */

/** Steps that an update may take: about 20 ms. An honest one takes none, or as many as others wrote at the same spot. */
export const mostSteps = 200_000

/** About as many structs are moved aside in one step when one of them is split. */
const movedInAStep = 128
/** About as many deleted letters are passed in one step when Yjs looks for marks that mark nothing. */
const passedInAStep = 32

/** The update's structs, each behind what it needs; null when they wait for each other, or for one that never comes. */
export function inOrder(view: View): Struct[] | null {
  const reached = new Map<number, number>()
  const until = (client: number) => reached.get(client) ?? view.known(client)
  const ready = [...view.sections].sort(([a], [b]) => a - b).map(([client, structs]) => ({ client, structs, next: 0 }))
  /** Sections by the client that they wait for. */
  const waiting = new Map<number, typeof ready>()
  const ordered: Struct[] = []
  let total = 0
  for (const structs of view.sections.values()) total += structs.length
  for (let section = ready.pop(), turns = 0; section; section = ready.pop(), turns += 1) {
    if (turns > mostSteps) return null
    const { client, structs, next: before } = section
    for (let struct = structs[section.next]; struct; struct = structs[section.next]) {
      const own = struct.id.clock
      const missing = needsOf(struct).find((id) => id.clock >= (id.client === client ? own : until(id.client)))
      if (missing) {
        // Who waits for a later struct of its own waits for ever.
        if (missing.client !== client) waiting.set(missing.client, [...(waiting.get(missing.client) ?? []), section])
        break
      }
      ordered.push(struct)
      reached.set(client, Math.max(until(client), endOf(struct)))
      section.next += 1
    }
    if (section.next === before) continue
    ready.push(...(waiting.get(client) ?? []))
    waiting.delete(client)
  }
  return ordered.length === total ? ordered : null
}

/** How many steps Yjs would take to put these into the document and to delete what the update deletes, at the most. */
export function stepsOf(view: View, ordered: Struct[]): number {
  const added = ordered.filter((struct) => struct instanceof Y.Item && endOf(struct) > view.known(struct.id.client))
  // One item alone walks over the document once.
  const placing = added.length > 1 ? stepsToPlace(view, added as Y.Item[]) : 0
  return placing + stepsToDelete(view)
}

function stepsToPlace(view: View, items: Y.Item[]): number {
  /** The gaps that the update opens (true) and closes (false), by their two sides. */
  const gaps = new Map<string, boolean>()
  const lists = new Map<Struct, unknown>()
  /** How many items stood in a list before the update, where that was asked, and how many of the update stand there now. */
  const sizes = new Map<unknown, number>()
  const placed = new Map<unknown, number>()
  let steps = 0
  for (const item of items) {
    const { client, clock } = item.id
    const first = Math.max(clock, view.known(client))
    const left = first > clock ? Y.createID(client, first - 1) : item.origin
    const right = item.rightOrigin
    const list = listOf(view, item, lists)
    const sides = left || right ? `${nameOf(left, '^')} ${nameOf(right, '$')}` : whereOf(item)
    if (!(gaps.get(sides) ?? isGap(view, item, left, right))) {
      const size = sizes.get(list) ?? (list instanceof Y.AbstractType ? sizeOf(list) : 0)
      sizes.set(list, size)
      steps += size + (placed.get(list) ?? 0)
    }
    if (splits(view, left, right)) steps += structsOf(view) / movedInAStep
    if (steps > mostSteps) break
    gaps.set(sides, false)
    gaps.set(`${nameOf(left, '^')} ${nameOf(Y.createID(client, first), '$')}`, true)
    gaps.set(`${nameOf(Y.createID(client, endOf(item) - 1), '^')} ${nameOf(right, '$')}`, true)
    lists.set(item, list)
    placed.set(list, (placed.get(list) ?? 0) + 1)
  }
  return steps
}

/** What an item stands in: the type, as far as there is one yet. The items before it are in `lists`. */
function listOf({ doc, find }: View, item: Y.Item, lists: Map<Struct, unknown>): unknown {
  const beside = item.origin ?? item.rightOrigin
  const neighbour = beside && find(beside)
  if (neighbour) return lists.get(neighbour) ?? (neighbour instanceof Y.Item ? parentOf(neighbour) : null)
  const parent = parentOf(item)
  if (typeof parent === 'string') return doc.share.get(parent) ?? parent
  const holder = parent instanceof Y.ID ? find(parent) : null
  return holder instanceof Y.Item && holder.content instanceof Y.ContentType ? holder.content.type : null
}

/** How many items a type of the document holds, those included that were overwritten or deleted. */
function sizeOf(type: Y.AbstractType<unknown>): number {
  let size = 0
  for (let at = type._start; at; at = at.right) size += 1
  for (const last of type._map.values()) for (let at: Y.Item | null = last; at; at = at.left) size += 1
  return size
}

/** Do these two stand beside each other, as far as the document or one struct of the update tells? */
function isGap(view: View, item: Y.Item, left: Y.ID | null, right: Y.ID | null): boolean {
  if (left) {
    const struct = view.find(left)
    if (struct && left.clock < endOf(struct) - 1) return right?.client === left.client && right.clock === left.clock + 1
    // Beside what is gone, an item is gone too.
    if (!(struct instanceof Y.Item)) return true
    if (left.clock >= view.known(left.client)) return false
    return Y.compareIDs(struct.right?.id ?? null, right)
  }
  if (right) {
    const struct = view.find(right)
    if (!(struct instanceof Y.Item)) return true
    return right.clock < view.known(right.client) && struct.left === null && struct.id.clock === right.clock
  }
  return isEmpty(view, item)
}

/** Is there nothing yet where the first item of a list, or of a key, goes? */
function isEmpty({ doc, find, known }: View, item: Y.Item): boolean {
  const parent = parentOf(item)
  let type = typeof parent === 'string' ? doc.share.get(parent) : undefined
  if (parent instanceof Y.ID && parent.clock < known(parent.client)) {
    const holder = find(parent)
    if (holder instanceof Y.Item && holder.content instanceof Y.ContentType) type = holder.content.type
  }
  if (!type) return true
  return item.parentSub === null ? type._start === null : !type._map.has(item.parentSub)
}

/** Does the item go into the middle of what is one struct in the document? */
function splits(view: View, left: Y.ID | null, right: Y.ID | null): boolean {
  const inside = left && view.find(left)
  if (inside && left.clock < endOf(inside) - 1) return true
  const ahead = right && view.find(right)
  return ahead ? ahead.id.clock < right.clock : false
}

function stepsToDelete(view: View): number {
  let steps = 0
  for (const [client, ranges] of view.deleted) {
    const structs = view.doc.store.clients.get(client) ?? []
    const until = view.known(client)
    const cost = 1 + (structs.length + 2 * ranges.length) / movedInAStep
    for (const { clock, len } of ranges) {
      const last = Math.min(clock + len, until)
      for (let at = clock < until ? Y.findIndexSS(structs, clock) : structs.length; at < structs.length; at += 1) {
        const struct = structs[at]
        if (!struct || struct.id.clock >= last) break
        if (struct.deleted) continue
        steps += cost
        if (isMarked(struct)) steps += structsOf(view) / passedInAStep
        if (steps > mostSteps) return steps
      }
    }
  }
  return steps
}

/** Does it stand in a text with marks? Yjs sweeps up there after each deletion. */
function isMarked(struct: Struct): boolean {
  const parent = struct instanceof Y.Item ? parentOf(struct) : null
  return parent instanceof Y.Text && parent._hasFormatting
}

/** Structs in the document. */
function structsOf({ doc }: View): number {
  let size = 0
  for (const structs of doc.store.clients.values()) size += structs.length
  return size
}

const nameOf = (id: Y.ID | null, none: string) => (id ? `${String(id.client)}.${String(id.clock)}` : none)

/** Where an item goes that has nobody beside it. */
function whereOf(item: Y.Item): string {
  const parent = parentOf(item)
  return `${parent instanceof Y.ID ? nameOf(parent, '') : JSON.stringify(parent)} ${JSON.stringify(item.parentSub)}`
}
