import { invitedKinds, type InvitedKind } from '#app/features/directory/rules.ts'
import type { AttendanceMode } from '#app/features/events/rules.ts'
import type { Guest } from '#app/features/guests/rules.ts'
import { onlineOf, type Answer } from '#app/features/invitations/rules.ts'
import type { Place } from '#app/features/seats/rules.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { localText } from '#app/lib/languages.ts'

/** How the invited are looked at. */
export const views = ['group', 'municipality', 'organisation'] as const
export type View = (typeof views)[number]

/** So many invitations of one group and place have answered so. */
export type Counted = {
  kind: InvitedKind
  /** The municipality or county; null: of none, or no longer in the directory. */
  organiserId: string | null
  answer: Answer
  place: Place
  count: number
  people: number
  online: number
}

/** How a part of the invited stands. */
export type Tally = {
  invited: number
  answered: number
  yes: number
  waiting: number
  maybe: number
  no: number
  none: number
  /** People of those who come and have seats, and how many of them take part online. */
  people: number
  online: number
}

export function tallyOf(rows: readonly Counted[], mode: AttendanceMode): Tally {
  const sum = (chosen: readonly Counted[], of: (row: Counted) => number) =>
    chosen.reduce((all, row) => all + of(row), 0)
  const many = (fits: (row: Counted) => boolean) => sum(rows.filter(fits), ({ count }) => count)
  const queued = ({ place }: Counted) => place === 'waiting' || place === 'offered'
  const coming = rows.filter((row) => row.answer === 'yes' && !queued(row))
  const none = many(({ answer }) => answer === 'none')
  const invited = many(() => true)
  return {
    invited,
    answered: invited - none,
    yes: sum(coming, ({ count }) => count),
    waiting: many((row) => row.answer === 'yes' && queued(row)),
    maybe: many(({ answer }) => answer === 'maybe'),
    no: many(({ answer }) => answer === 'no'),
    none,
    people: sum(coming, ({ people }) => people),
    online: sum(coming, (row) => onlineOf(mode, row)),
  }
}

/** The same for each group that is invited, in the order of the groups. */
export function talliesByGroup(rows: readonly Counted[], mode: AttendanceMode): { key: InvitedKind; tally: Tally }[] {
  return invitedKinds
    .map((key) => ({
      key,
      tally: tallyOf(
        rows.filter(({ kind }) => kind === key),
        mode,
      ),
    }))
    .filter(({ tally }) => tally.invited > 0)
}

/** The same for each municipality or county, by name; those of none, or no longer in the directory, come last, without a name. */
export function talliesByOrganiser(
  rows: readonly Counted[],
  names: ReadonlyMap<string, LocalText>,
  mode: AttendanceMode,
  language: Language,
): { key: string | null; name: string | null; tally: Tally }[] {
  const byId = new Map<string | null, Counted[]>()
  for (const row of rows) byId.set(row.organiserId, [...(byId.get(row.organiserId) ?? []), row])
  return [...byId]
    .map(([key, counted]) => {
      const name = key === null ? undefined : names.get(key)
      return { key, name: name ? localText(name, language).text : null, tally: tallyOf(counted, mode) }
    })
    .sort((a, b) => {
      if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null)
      return a.name.localeCompare(b.name, language)
    })
}

/** A line of the list to print. An empty name: somebody who was not named. */
export type Participant = { name: string; organisation: string; online: boolean }

/** `Aino Virtanen` -> `Virtanen Aino`, as such lists are read. */
function familyFirst(name: string): string {
  const words = name.split(' ')
  const family = words.pop() ?? ''
  return [family, ...words].join(' ').trim()
}

/** Everybody who comes, by name; those who are not named come last, by their organisation. */
export function participantList(
  parties: readonly { name: string; people: number; online: number; guests: readonly Guest[] }[],
  mode: AttendanceMode,
  language: Language,
): Participant[] {
  const all = parties.flatMap((party) =>
    Array.from({ length: Math.max(party.people, party.guests.length) }, (_, row): Participant => {
      const guest = party.guests[row]
      const far = { inPerson: false, hybrid: guest?.online ?? false, online: true }[mode]
      return { name: familyFirst(guest?.name ?? ''), organisation: party.name, online: far }
    }),
  )
  const by = (a: string, b: string) => a.localeCompare(b, language)
  return all.sort(
    (a, b) => Number(a.name === '') - Number(b.name === '') || by(a.name, b.name) || by(a.organisation, b.organisation),
  )
}
