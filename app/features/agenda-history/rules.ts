import type { AgendaItem } from '#app/features/agenda/rules.ts'
import type { Edit } from '#app/live/edit.ts'
import { inBoth } from '#app/live/three-way.ts'

/** What can be done to an agenda, as its history tells it. */
export const editKinds = ['added', 'removed', 'moved', 'changed', 'restored', 'started'] as const

/** The fields whose changes are told. */
export const toldFields = [
  'title',
  'kind',
  'minutes',
  'presenter',
  'associationId',
  'description',
  'place',
  'before',
  'state',
  'pinned',
  'within',
  'capacity',
  'closed',
] as const
export type ToldField = (typeof toldFields)[number]

/** One field, before and after. */
export type FieldChange = { [F in ToldField]: { field: F; before: AgendaItem[F]; after: AgendaItem[F] } }[ToldField]

export type EditDetails =
  | { kind: 'added'; item: AgendaItem }
  | { kind: 'removed'; item: AgendaItem }
  /** Places among those that stand beside it, from 1. */
  | { kind: 'moved'; before: number; after: number }
  | ({ kind: 'changed' } & FieldChange)
  /** The whole agenda was made what it was at that moment. */
  | { kind: 'restored'; at: number }
  /** It was begun from a template of this name. */
  | { kind: 'started'; from: string }

/** What became of one item between two states of an agenda. */
export type ItemChange = { itemId: string; title: string; details: EditDetails }

/**
 * What changed between two states of an agenda, in running order; what was removed comes last.
 * @param moved the items that are known to have been moved; without it those are told that stand out of line
 */
export function changesBetween(before: AgendaItem[], after: AgendaItem[], moved: string[] = []): ItemChange[] {
  const was = new Map(before.map((item) => [item.id, item]))
  const is = new Map(after.map((item) => [item.id, item]))
  const moves = new Map(movesBetween(before, after, moved).map((move) => [move.itemId, move]))
  return [
    ...after.flatMap((item): ItemChange[] => {
      const known = was.get(item.id)
      if (!known) return [{ itemId: item.id, title: item.title, details: { kind: 'added', item } }]
      const move = moves.get(item.id)
      return [...fieldsBetween(known, item), ...(move ? [move] : [])]
    }),
    ...before
      .filter(({ id }) => !is.has(id))
      .map((item): ItemChange => ({ itemId: item.id, title: item.title, details: { kind: 'removed', item } })),
  ]
}

function fieldsBetween(before: AgendaItem, after: AgendaItem): ItemChange[] {
  return toldFields.flatMap((field) => {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) return []
    const change = { field, before: before[field], after: after[field] } as FieldChange
    return [
      {
        itemId: after.id,
        title: field === 'title' ? before.title : after.title,
        details: { kind: 'changed', ...change },
      },
    ]
  })
}

/** Those that changed places with others beside them. Changing sides (before the start, into a table) is a field. */
function movesBetween(before: AgendaItem[], after: AgendaItem[], moved: string[]): ItemChange[] {
  const sides = new Map(before.map((item) => [item.id, sideOf(item)]))
  const stayed = (item: AgendaItem) => sides.get(item.id) === sideOf(item)
  const now = after.filter(stayed)
  const kept = new Set(now.map(({ id }) => id))
  const then = before.filter(({ id }) => kept.has(id))
  return [...new Set(now.map(sideOf))].flatMap((side) => {
    const [old, fresh] = [then, now].map((items) => items.filter((item) => sideOf(item) === side).map(({ id }) => id))
    if (!old || !fresh) return []
    const out = outOfLine(old, fresh, moved)
    return fresh
      .filter((id) => out.has(id) && old.indexOf(id) !== fresh.indexOf(id))
      .map((id): ItemChange => {
        const title = after.find((item) => item.id === id)?.title ?? ''
        return {
          itemId: id,
          title,
          details: { kind: 'moved', before: old.indexOf(id) + 1, after: fresh.indexOf(id) + 1 },
        }
      })
  })
}

const sideOf = ({ before, within }: AgendaItem) => within ?? (before ? 'before' : 'line')

function outOfLine(old: string[], fresh: string[], moved: string[]): Set<string> {
  const rest = (ids: string[]) => ids.filter((id) => !moved.includes(id)).join(' ')
  if (rest(old) === rest(fresh)) return new Set(moved)
  const inLine = new Set(inBoth(old, fresh).map(([place]) => old[place]))
  return new Set(fresh.filter((id) => !inLine.has(id)))
}

/** The items whose order somebody touched. */
export function movedIn(edits: Edit[]): string[] {
  return edits.filter(({ field }) => field === 'order').map(({ key }) => key)
}

/** Who made a change, of those who touched the document, and when. Nobody known: the clock or the command line. */
export function madeBy(
  { itemId, details }: ItemChange,
  edits: Edit[],
): { people: string[]; from: number; at: number } | null {
  const field = details.kind === 'changed' ? details.field : details.kind === 'moved' ? 'order' : null
  const ofItem = edits.filter(({ key }) => key === itemId)
  const exact = ofItem.filter((edit) => edit.field === field)
  const made = exact.length > 0 ? exact : ofItem
  const touched = made.length > 0 ? made : edits
  if (touched.length === 0) return null
  return {
    people: [...new Set(touched.map(({ actor }) => actor))].sort(),
    from: Math.min(...touched.map(({ from }) => from)),
    at: Math.max(...touched.map(({ at }) => at)),
  }
}

const minute = 60_000
/** What one goes on with within this time is one edit: a history reads like sentences, not like keys. */
export const sameEdit = 5 * minute
/** After this long without an edit the next one begins a new version. */
export const quietPause = 10 * minute
/** How many edits an event's history tells; the oldest go. */
export const mostEdits = 2000

export type StoredEdit = { title: string; details: EditDetails; people: string[]; from: number; at: number }

/**
 * An edit that goes on with an earlier one of the same item: as one. `nothing`: together they changed nothing. Null:
 * they are two.
 */
export function goesOn(earlier: StoredEdit, next: StoredEdit): StoredEdit | 'nothing' | null {
  if (next.from - earlier.at > sameEdit || earlier.people.join() !== next.people.join()) return null
  const [was, is] = [earlier.details, next.details]
  const time = { from: earlier.from, at: next.at }
  if (was.kind === 'added' && is.kind === 'changed') {
    const item = { ...was.item, [is.field]: is.after }
    return { ...earlier, ...time, title: item.title, details: { kind: 'added', item } }
  }
  if (was.kind === 'added' && is.kind === 'moved') return { ...earlier, ...time }
  // One that never had a name is nobody's loss.
  if (was.kind === 'added' && is.kind === 'removed' && is.item.title.trim() === '') return 'nothing'
  if (was.kind === 'moved' && is.kind === 'moved') {
    if (was.before === is.after) return 'nothing'
    return { ...next, ...time, details: { kind: 'moved', before: was.before, after: is.after } }
  }
  if (was.kind !== 'changed' || is.kind !== 'changed' || was.field !== is.field) return null
  if (JSON.stringify(was.before) === JSON.stringify(is.after)) return 'nothing'
  return { ...next, ...time, title: earlier.title, details: { ...is, before: was.before } as EditDetails }
}

/** Why an agenda was kept as it was: nobody touched it for a while; it was about to be restored; a template was to come. */
export const versionCauses = ['quiet', 'restored', 'template'] as const
export type VersionCause = (typeof versionCauses)[number]

const day = 24 * 60 * minute
/** The most versions of an event that are kept. */
const mostVersions = 80

/**
 * The versions to let go: of quiet ones older than two days the last of each day stays, of those older than thirty days
 * the last of each week; and never more than a set number. What was kept before restoring goes only by that number.
 */
export function versionsToDrop(versions: { id: string; at: number; cause: VersionCause }[], now: number): string[] {
  const newestFirst = [...versions].sort((a, b) => b.at - a.at)
  const spans = new Set<string>()
  const kept = newestFirst.filter(({ at, cause }) => {
    const age = now - at
    if (cause !== 'quiet' || age <= 2 * day) return true
    const length = age <= 30 * day ? day : 7 * day
    const span = `${String(length)} ${String(Math.floor(at / length))}`
    if (spans.has(span)) return false
    spans.add(span)
    return true
  })
  const staying = new Set(kept.slice(0, mostVersions).map(({ id }) => id))
  return versions.flatMap(({ id }) => (staying.has(id) ? [] : [id]))
}
