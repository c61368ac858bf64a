import {
  flag,
  id,
  index,
  instant,
  json,
  knownBy,
  number,
  oneOf,
  optional,
  references,
  table,
  text,
} from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { RichText } from '#app/lib/rich-text.ts'
import { agendaItemKinds, agendaItemStates, type AgendaItem } from './rules.ts'

/** The draft agenda as ordinary rows, projected from the live document a moment after each edit. */
export const agendaItems = table(
  'agenda_items',
  {
    id: id(),
    eventId: references(() => events.id),
    /** Running order, from 0. */
    position: number('none'),
    kind: oneOf(agendaItemKinds, 'none'),
    title: text('personal'),
    minutes: number('none'),
    presenter: text('personal'),
    /** The id of the association whose person presents, as the planners chose it. */
    associationId: text('none', optional),
    description: json<RichText>('personal'),
    place: text('none'),
    before: flag('none'),
    state: oneOf(agendaItemStates, 'none'),
    /** A wall clock, `18:25`. */
    pinned: text('none', optional),
    /** The document's id of the item that this one stands in. */
    within: text('none', optional),
    capacity: number('none', optional),
    closed: flag('none'),
    proposalId: text('none', optional),
  },
  (t) => [index(t.eventId, t.position)],
)

/** Agendas that are locked: only their convener edits them meanwhile. */
export const agendaLocks = table('agenda_locks', {
  /** The event's id. */
  id: id(),
  lockedAt: instant('none'),
  lockedBy: text('personal'),
})

/** The agenda as published, every version of it: the newest is what the event's page, feed and letters show. */
export const publishedAgendas = table(
  'published_agendas',
  {
    eventId: references(() => events.id),
    /** From 1. */
    version: number('none'),
    publishedAt: instant('none'),
    /** Who published it, as the audit names actors: a person's id, or `cli`. */
    publishedBy: text('personal', optional),
    items: json<AgendaItem[]>('personal'),
  },
  (t) => [knownBy(t.eventId, t.version)],
)
