import type { LocalText } from '#app/lib/languages.ts'

/** The longest note with a handover, and the longest name, in characters. */
export const longest = { note: 1000, name: 120 } as const

/** What can be wrong with a form about who organises and convenes; the page makes it a sentence. */
export const organisingErrors = [
  'noSuchEvent',
  'over',
  'organiserUnknown',
  'isOrganiser',
  'organiserNamed',
  'associationUnknown',
  'accountClosed',
  'alreadyConvenes',
  'nameMissing',
  'nameLong',
  'emailUnclear',
  'languageMissing',
  'notNamed',
  'isConvener',
  'personMissing',
  'cannotConvene',
  'noteLong',
] as const
export type OrganisingError = (typeof organisingErrors)[number]

/** How some of the invited have answered. `people`: how many come and have seats. */
export type ShareCounts = {
  invited: number
  yes: number
  /** In the queue, offers included. */
  waiting: number
  maybe: number
  no: number
  none: number
  people: number
}

/** Of one answer and place: how many invitations of an organiser's own people, and for how many seats. */
export type OwnedCount = {
  /** Whose the invited are: the home of an association, the organiser of a body, an official, an elected official. */
  ownerId: string | null
  answer: 'none' | 'yes' | 'maybe' | 'no'
  place: 'none' | 'seat' | 'waiting' | 'offered'
  count: number
  people: number
}

export type Organisation = { id: string; name: LocalText; parentId: string | null }

/** An organiser and everything under it: a municipality with its sectors, a county with its municipalities. */
export function areaUnder(organiserId: string, all: Pick<Organisation, 'id' | 'parentId'>[]): string[] {
  const area = [organiserId]
  for (const id of area) {
    area.push(...all.filter((one) => one.parentId === id && !area.includes(one.id)).map((one) => one.id))
  }
  return area
}

export type ShareTotal = ShareCounts & {
  organiser: Pick<Organisation, 'id' | 'name'>
  /** The main organiser's line holds everybody who belongs to none of the others, so that the lines add up to all. */
  andOthers: boolean
}

/** The answers in numbers, by organiser of the event: each of the invited counts once, for the nearest one. */
export function shareTotals(
  counted: OwnedCount[],
  event: { organiserId: string; organiserName: LocalText; coOrganisers: { id: string; name: LocalText }[] },
  all: Pick<Organisation, 'id' | 'parentId'>[],
): ShareTotal[] {
  const parentOf = new Map(all.map(({ id, parentId }) => [id, parentId]))
  const named = new Set(event.coOrganisers.map(({ id }) => id))
  const nearest = (ownerId: string | null) => {
    let at = ownerId
    // A register that was brought in may go round in a circle: no more steps than it has rows.
    for (let steps = all.length; at !== null && steps > 0; steps -= 1) {
      if (named.has(at)) return at
      at = parentOf.get(at) ?? null
    }
    return event.organiserId
  }
  const main = { id: event.organiserId, name: event.organiserName }
  return [...event.coOrganisers, main].map((organiser) => ({
    organiser,
    andOthers: organiser === main,
    ...sumOf(counted.filter(({ ownerId }) => nearest(ownerId) === organiser.id)),
  }))
}

export function sumOf(counted: OwnedCount[]): ShareCounts {
  const waits = ({ place }: OwnedCount) => place === 'waiting' || place === 'offered'
  const of = (wanted: (row: OwnedCount) => boolean) => counted.filter(wanted).reduce((sum, { count }) => sum + count, 0)
  return {
    invited: of(() => true),
    yes: of((row) => row.answer === 'yes' && !waits(row)),
    waiting: of(waits),
    maybe: of(({ answer }) => answer === 'maybe'),
    no: of(({ answer }) => answer === 'no'),
    none: of(({ answer }) => answer === 'none'),
    people: counted.filter(({ place }) => place === 'seat').reduce((sum, { people }) => sum + people, 0),
  }
}

/** These events and others that are not among them, by start. */
export function withOthers<One extends { id: string; startsAt: number }>(events: One[], others: One[]): One[] {
  return [...new Map([...events, ...others].map((event) => [event.id, event])).values()].sort(
    (a, b) => a.startsAt - b.startsAt,
  )
}

/** What the page of organisers has just done, told once. */
export const organisingDone = [
  'coOrganiserNamed',
  'coOrganiserRemoved',
  'coConvenerNamed',
  'coConvenerRemoved',
  'handedOver',
] as const

/** The parts of a share's list. */
export const shareParts = ['answered', 'none'] as const
export type SharePart = (typeof shareParts)[number]
