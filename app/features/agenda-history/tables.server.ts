import { id, index, instant, json, oneOf, references, table, text } from '#db/columns.ts'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { editKinds, versionCauses, type EditDetails } from './rules.ts'

/** Who changed what in a draft agenda: one row for what somebody did to one field of one item in one go. */
export const agendaEdits = table(
  'agenda_edits',
  {
    id: id(),
    eventId: references(() => events.id),
    /** The document's id of the item; empty when it is about the whole agenda. */
    itemId: text('none'),
    /** How the item was called then. */
    title: text('personal'),
    kind: oneOf(editKinds, 'none'),
    /** What changed, with before and after. */
    details: json<EditDetails>('personal'),
    /** The ids of those who did it together. */
    people: json<string[]>('personal'),
    /** Of the first and the last touch. */
    from: instant('none'),
    at: instant('none'),
  },
  (t) => [index(t.eventId, t.at), index(t.eventId, t.itemId)],
)

/** A draft agenda as it was at some moment. Published ones are kept by their own table. */
export const agendaVersions = table(
  'agenda_versions',
  {
    id: id(),
    eventId: references(() => events.id),
    at: instant('none'),
    cause: oneOf(versionCauses, 'none'),
    /** The ids of those who changed something since the version before. */
    people: json<string[]>('personal'),
    items: json<AgendaItem[]>('personal'),
  },
  (t) => [index(t.eventId, t.at)],
)
