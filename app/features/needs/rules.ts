/** What somebody needs in order to take part, as ticks that can be counted. */
export const needKinds = [
  'stepFree',
  'hearingLoop',
  'signInterpreter',
  'languageInterpreter',
  'assistant',
  'vegan',
  'vegetarian',
  'glutenFree',
  'lactoseFree',
] as const
export type NeedKind = (typeof needKinds)[number]

/** How the ticks are grouped on the page: what the venue and helpers see to, and what the kitchen does. */
export const needGroups = {
  access: ['stepFree', 'hearingLoop', 'signInterpreter', 'languageInterpreter', 'assistant'],
  diet: ['vegan', 'vegetarian', 'glutenFree', 'lactoseFree'],
} as const satisfies Record<string, readonly NeedKind[]>

/** What one invitation needs. Sealed as a whole: the ticks tell of a person's health as the text does. */
export type Needs = { kinds: NeedKind[]; text: string }

export function isEmpty({ kinds, text }: Needs): boolean {
  return kinds.length === 0 && text === ''
}

const day = 86_400_000

/** Days before the event by which each need has to be ordered; null: nothing to order. Interpreters are booked weeks ahead. */
const leadDays: Record<NeedKind, number | null> = {
  stepFree: null,
  hearingLoop: 3,
  signInterpreter: 14,
  languageInterpreter: 14,
  assistant: 7,
  vegan: 4,
  vegetarian: 4,
  glutenFree: 4,
  lactoseFree: 4,
}

/** By when this has to be ordered, epoch milliseconds; null: it needs no order. */
export function orderBy(kind: NeedKind, startsAt: number): number | null {
  const lead = leadDays[kind]
  return lead === null ? null : startsAt - lead * day
}

/** So long after the end of the event needs are erased. */
export const keptFor = 7 * day

export function erasedAt({ endsAt }: { endsAt: number }): number {
  return endsAt + keptFor
}

/** How many need what, without anybody's name: for the kitchen and the venue. `texts`: how many wrote something. */
export type NeedCounts = { kinds: Partial<Record<NeedKind, number>>; texts: number; people: number }

export function countNeeds(all: Needs[]): NeedCounts {
  const kinds: NeedCounts['kinds'] = {}
  for (const kind of all.flatMap((needs) => needs.kinds)) kinds[kind] = (kinds[kind] ?? 0) + 1
  return { kinds, texts: all.filter(({ text }) => text !== '').length, people: all.length }
}

/** A need of somebody that nobody has ordered yet. */
export type OpenOrder = { kind: NeedKind; count: number; by: number; late: boolean }

/** What has still to be ordered, the most urgent first. */
export function openOrders(
  counts: NeedCounts,
  ordered: readonly NeedKind[],
  event: { startsAt: number },
  now: number,
): OpenOrder[] {
  return needKinds
    .flatMap((kind) => {
      const count = counts.kinds[kind] ?? 0
      const by = orderBy(kind, event.startsAt)
      return count === 0 || by === null || ordered.includes(kind) ? [] : [{ kind, count, by, late: by < now }]
    })
    .sort((a, b) => a.by - b.by)
}

/** Needs that depend on the venue. */
export type VenueNeed = 'stepFree' | 'hearingLoop'

/** Needs that a venue cannot meet as far as we know it. */
export function unmetBy(venue: { access: { stepFree: boolean; inductionLoop: boolean } }): VenueNeed[] {
  return [
    ...(venue.access.stepFree ? [] : (['stepFree'] as const)),
    ...(venue.access.inductionLoop ? [] : (['hearingLoop'] as const)),
  ]
}
