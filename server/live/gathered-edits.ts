import type * as Y from 'yjs'
import type { Edit } from '#app/live/edit.ts'

/** The origin of an update that is applied: whose it is, and when it came. */
export type Author = { actor: string; at: number }

/** Who touched what in a document since it was last asked. Knows no document's meaning: places are named by their path. */
export interface GatheredEdits {
  take(): Edit[]
  /** What was taken could not be used: it is given again next time. */
  giveBack(edits: Edit[]): void
}

/**
 * Gathers from now on who touches what in the document: of every transaction whose origin is an `Author`. One person's
 * touches of one place are one edit, so that a long evening of typing fills no memory.
 */
export function gatherEdits(doc: Y.Doc): GatheredEdits {
  let gathered = new Map<string, Edit>()
  const add = (edit: Edit) => {
    const name = JSON.stringify([edit.root, edit.key, edit.field, edit.actor])
    const known = gathered.get(name)
    const from = Math.min(edit.from, known?.from ?? edit.from)
    gathered.set(name, { ...edit, from, at: Math.max(edit.at, known?.at ?? edit.at) })
  }
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    const origin: unknown = transaction.origin
    if (!isAuthor(origin)) return
    const { actor, at } = origin
    for (const [type, keys] of transaction.changed) {
      const place = placeOf(doc, type)
      if (!place) continue
      const [root, key, field] = place
      const touched =
        field !== undefined ? [[key, field]] : [...keys].map((k) => (key === undefined ? [k, null] : [key, k]))
      for (const [thing, part] of touched) {
        if (typeof thing === 'string') add({ root, key: thing, field: part ?? null, actor, from: at, at })
      }
    }
  })
  return {
    take() {
      const taken = [...gathered.values()]
      gathered = new Map()
      return taken
    },
    giveBack(edits) {
      edits.forEach(add)
    },
  }
}

function isAuthor(origin: unknown): origin is Author {
  return typeof origin === 'object' && origin !== null && 'actor' in origin && 'at' in origin
}

type SharedType = Y.Transaction['changed'] extends Map<infer T, unknown> ? T : never

/** The way to a type: its root's name, and the keys below it as far as they are names. */
function placeOf(doc: Y.Doc, type: SharedType): [string, string?, string?] | null {
  const keys: string[] = []
  let at = type
  while (at._item) {
    if (at._item.parentSub !== null) keys.unshift(at._item.parentSub)
    at = at._item.parent as SharedType
  }
  for (const [name, root] of doc.share) if ((root as unknown) === at) return [name, keys[0], keys[1]]
  return null
}
