import { nameKey, type InvitedKind } from '#app/features/directory/rules.ts'
import type { EventState } from '#app/features/events/rules.ts'
import { doorCode } from '#app/features/invitations/rules.ts'

/** Whether somebody came. Unmarked is unknown while the door is open, absent when it is closed. */
export type Attendance = 'unknown' | 'present' | 'absent'

/** How a party stands on the door list, in the order of the list. `coming`: said yes and has seats. */
export const partyGroups = ['coming', 'walkIn', 'waiting', 'maybe', 'none', 'no'] as const
export type PartyGroup = (typeof partyGroups)[number]

/**
 * One who was invited, with all who come along. `expected`: how many people; 0 for who did not say yes. `guests`: the names of
 * those of them who were named; null: nobody was.
 */
export type Invited = {
  id: string
  name: string
  guests: string | null
  kind: InvitedKind
  group: PartyGroup
  expected: number
}
/** One who came without an invitation. */
export type WalkIn = { name: string; organisation: string | null }
/** What is marked of a party, by its id. */
export type Mark = { id: string; people: number; walkIn: WalkIn | null }

/** A line of the door list. `present`: how many people of it are here. */
export type Party = {
  id: string
  name: string
  organisation: string | null
  guests: string | null
  kind: InvitedKind | null
  group: PartyGroup
  expected: number
  present: number
}

/** What the door list is made of. */
export type Door = {
  invited: Invited[]
  /** Changes when `invited` does. */
  listKey: string
  marks: Mark[]
  closed: boolean
}

/** One tap of a door keeper: so many people of a party are here now; 0 takes a mark back. */
export type Tap = {
  id: string
  partyId: string
  people: number
  /** Epoch milliseconds. */
  at: number
  /** Of a party that was not invited; said with each of its taps, so that any of them can come first. */
  walkIn: WalkIn | null
}

/** The last tap by its own time wins, whenever it arrives; the same one again changes nothing. */
export function isLater(tap: Pick<Tap, 'id' | 'at'>, held: { tapId: string; tappedAt: number }): boolean {
  if (tap.id === held.tapId) return false
  return tap.at > held.tappedAt || (tap.at === held.tappedAt && tap.id > held.tapId)
}

/** The marks as they will be when these taps have arrived. */
export function withTaps(marks: readonly Mark[], taps: readonly Tap[]): Mark[] {
  const by = new Map(marks.map((mark) => [mark.id, mark]))
  for (const { partyId: id, people, walkIn } of [...taps].sort((a, b) => a.at - b.at)) {
    by.set(id, { id, people, walkIn: by.get(id)?.walkIn ?? walkIn })
  }
  return [...by.values()]
}

/** The door list: the invited, and those who came without an invitation. */
export function partiesAt({ invited, marks }: Pick<Door, 'invited' | 'marks'>): Party[] {
  const present = new Map(marks.map(({ id, people }) => [id, people]))
  return [
    ...invited.map((one) => ({ ...one, organisation: null, present: present.get(one.id) ?? 0 })),
    ...marks.flatMap(({ id, people, walkIn }) =>
      walkIn
        ? [{ id, ...walkIn, guests: null, kind: null, group: 'walkIn' as const, expected: 0, present: people }]
        : [],
    ),
  ]
}

export function attendanceIn(party: Pick<Party, 'present'>, closed: boolean): Attendance {
  if (party.present > 0) return 'present'
  return closed ? 'absent' : 'unknown'
}

/** People here, all in all and by how they came; `expected`: who said yes and has seats. */
export type DoorCounts = { present: number; expected: number; coming: number; others: number; walkIns: number }

export function countsAt(parties: readonly Party[]): DoorCounts {
  const present = (wanted: (party: Party) => boolean) =>
    parties.filter(wanted).reduce((sum, party) => sum + party.present, 0)
  const coming = present(({ group }) => group === 'coming')
  const walkIns = present(({ group }) => group === 'walkIn')
  const all = present(() => true)
  const expected = parties.reduce((sum, party) => sum + party.expected, 0)
  return { present: all, expected, coming, others: all - coming - walkIns, walkIns }
}

/** Does this party answer to what was typed: words of its name, organisation or guests, or the code of its confirmation? */
export function matches(party: Pick<Party, 'id' | 'name' | 'organisation' | 'guests'>, typed: string): boolean {
  const asked = nameKey(typed)
  if (asked === '') return true
  if (asked.replaceAll(' ', '') === doorCode(party.id)) return true
  const name = nameKey(`${party.name} ${party.organisation ?? ''} ${party.guests ?? ''}`)
  return asked.split(' ').every((word) => name.includes(word))
}

const hour = 3_600_000
const day = 24 * hour
const opensBefore = 12 * hour
/** So long after the end marks can be made, as from a list on paper. */
const marksTaken = 7 * day

/** Why nobody can be marked now; null: somebody can. */
export type DoorRefusal = 'notPublished' | 'notYet' | 'over'

export function doorRefusal(
  event: { state: EventState; startsAt: number; endsAt: number },
  now: number,
): DoorRefusal | null {
  if (event.state !== 'published' && event.state !== 'held') return 'notPublished'
  if (now < event.startsAt - opensBefore) return 'notYet'
  return now > event.endsAt + marksTaken ? 'over' : null
}

/** A door is closed by a press, and by itself a day after the event. */
export function isClosed(event: { endsAt: number }, closedAt: number | null, now: number): boolean {
  return closedAt !== null || now >= event.endsAt + day
}

/** The last moment at which marks are taken, epoch milliseconds. */
export function marksTakenUntil(event: { endsAt: number }): number {
  return event.endsAt + marksTaken
}

export type KindCount = { present: number; absent: number }
/** Who came, in numbers. Absent are those who said yes, had seats, and were not marked by the closing of the door. */
export type AttendanceReport = DoorCounts & {
  absent: number
  kinds: Record<InvitedKind, KindCount>
  /** Organisations that came without an invitation: those in the register of associations, and others. */
  walkInAssociations: number
  walkInOthers: number
  /** Associations present, each once, with an invitation or without. */
  associations: number
}

/** @param registered name keys of associations in the register, at least those of the organisations that walked in */
export function attendanceReport(
  parties: readonly Party[],
  closed: boolean,
  registered: ReadonlySet<string>,
): AttendanceReport {
  const countOf = (kind: InvitedKind): KindCount => {
    const ofKind = parties.filter((party) => party.kind === kind)
    return { present: ofKind.filter(isHere).length, absent: ofKind.filter((party) => isMissing(party, closed)).length }
  }
  const invitedHere = new Set(parties.filter((party) => party.kind && isHere(party)).map(({ name }) => nameKey(name)))
  const walkedIn = new Set(
    parties.flatMap((party) =>
      party.kind === null && isHere(party) && party.organisation ? [nameKey(party.organisation)] : [],
    ),
  )
  const apart = [...walkedIn].filter((key) => !invitedHere.has(key))
  const walkInAssociations = apart.filter((key) => registered.has(key)).length
  const kinds = {
    association: countOf('association'),
    body: countOf('body'),
    official: countOf('official'),
    elected: countOf('elected'),
    guest: countOf('guest'),
  }
  return {
    ...countsAt(parties),
    absent: parties.filter((party) => isMissing(party, closed)).length,
    kinds,
    walkInAssociations,
    walkInOthers: apart.length - walkInAssociations,
    associations: kinds.association.present + walkInAssociations,
  }
}

const isHere = ({ present }: Party) => present > 0
const isMissing = (party: Party, closed: boolean) =>
  party.group === 'coming' && attendanceIn(party, closed) === 'absent'
