import { agendaFor, publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { eventsOf, type EventDetails } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { allows, type Person } from '#app/features/people/rules.ts'
import en from '#app/i18n/en/starters.json'
import fi from '#app/i18n/fi/starters.json'
import sv from '#app/i18n/sv/starters.json'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import type { Queries } from '#db/database.ts'
import { fitted, starterNames, starters, type StarterName } from './rules.ts'

/** What an agenda can start from. `ref` names it in a form: a set of our own, or `event-<id>`. */
export type Template = {
  ref: string
  items: AgendaItem[]
  source:
    { kind: 'starter'; name: StarterName } | { kind: 'event'; title: LocalText; startsAt: number; timeZone: string }
}

/** How many earlier events are offered. */
const mostEarlier = 12

/** Everything that this event's agenda can start from, for this person: sets in the event's language and length first. */
export async function templatesFor(
  db: Queries,
  { event, language, person }: { event: EventDetails; language: Language; person: Person },
): Promise<Template[]> {
  const reserved = Math.round((event.endsAt - event.startsAt) / 60_000)
  const own = starterNames.map((name): Template => {
    return { ref: name, items: fitted(starterItems(name, language), reserved), source: { kind: 'starter', name } }
  })
  const others = (await eventsOf(db, [event.organiserId]))
    .filter(({ id }) => id !== event.id)
    .sort((a, b) => b.startsAt - a.startsAt)
  const earlier: Template[] = []
  for (const other of others) {
    const items = await readableItems(db, other, person)
    if (items.length === 0) continue
    const { title, startsAt, timeZone } = other
    earlier.push({ ref: `event-${other.id}`, items, source: { kind: 'event', title, startsAt, timeZone } })
    if (earlier.length === mostEarlier) break
  }
  return [...own, ...earlier]
}

/** The published agenda, or the draft where they may see it; without what belongs to that event only. */
async function readableItems(db: Queries, event: EventDetails, person: Person): Promise<AgendaItem[]> {
  const scope = scopeOf(event)
  const published = allows(person, 'readEvent', scope) ? await publishedAgenda(db, event.id) : null
  const items = published?.items ?? (allows(person, 'seeAgendaDraft', scope) ? await agendaFor(db, event.id) : [])
  return items.map((item) => ({ ...item, pinned: null, closed: false, proposalId: null }))
}

const texts: Record<Language, Record<StarterName, Record<string, { title: string; by?: string; text?: string }>>> = {
  fi,
  sv,
  en,
}

/** A set's items in a language. Their ids are their keys, for reading only: who starts from them gives new ones. */
export function starterItems(name: StarterName, language: Language): AgendaItem[] {
  const worded = (key: string): Pick<AgendaItem, 'id' | 'title' | 'presenter' | 'description'> => {
    const { title = '', by = '', text = '' } = texts[language][name][key] ?? {}
    return { id: key, title, presenter: by, description: richTextOf(text) }
  }
  return starters[name].flatMap(({ key, kind, minutes, before = false, inside = [] }) => [
    { ...emptyItem, ...worded(key), kind, minutes, before },
    ...inside.map(([one, capacity]) => ({ ...emptyItem, ...worded(one), kind, minutes, within: key, capacity })),
  ])
}
