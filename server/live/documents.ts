import type { Table } from 'drizzle-orm'
import type * as Y from 'yjs'
import { agendaDocument } from '#app/features/agenda/live.ts'
import { mayEdit, mayOpen } from '#app/features/agenda/live.server.ts'
import { agendaItems } from '#app/features/agenda/tables.server.ts'
import { project } from '#app/features/agenda-history/live.server.ts'
import { agendaEdits, agendaVersions } from '#app/features/agenda-history/tables.server.ts'
import { eventStanding } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { allows, type Person } from '#app/features/people/rules.ts'
import type { DocumentDefinition } from '#app/live/document-definition.ts'
import type { Edit } from '#app/live/edit.ts'
import type { Database, Queries, Writer } from '#db/database.ts'
import { liveSnapshots, liveUpdates } from './tables.ts'

/** What an area's `live.server.ts` gives. `id` is the part of the document's name behind the slash. */
interface LiveFeature {
  mayOpen(db: Queries, person: Person, id: string): Promise<boolean>
  mayEdit(db: Queries, person: Person, id: string): Promise<boolean>
  /** `edits`: who touched what since the rows were last written. */
  project(db: Writer, id: string, doc: Y.Doc, edits: Edit[]): Promise<void>
}

/** The documents that are edited together: one line for each kind, with the tables that `project` writes. */
const kinds: { definition: DocumentDefinition; feature: LiveFeature; rows: Table[] }[] = [
  {
    definition: agendaDocument,
    feature: { mayOpen, mayEdit, project },
    rows: [agendaItems, agendaEdits, agendaVersions],
  },
]

/** What changes all the time while people type. Nobody's rights may depend on these tables: they are not asked again for it. */
export const writtenByEditing: Table[] = [liveUpdates, liveSnapshots, ...kinds.flatMap(({ rows }) => rows)]

export type Access = 'edit' | 'read' | 'none'

/** Finds what a document's name means; null: there is no such kind. */
export function findDocument(db: Database, name: string) {
  const [prefix, id] = name.split('/')
  const kind = kinds.find(({ definition }) => definition.prefix === prefix)
  if (!kind || !id) return null
  const { definition, feature } = kind
  return {
    definition,
    project: (doc: Y.Doc, edits: Edit[]) => feature.project(db, id, doc, edits),
    async accessOf(person: Person): Promise<Access> {
      if (!(await feature.mayOpen(db.read, person, id))) return 'none'
      return (await feature.mayEdit(db.read, person, id)) ? 'edit' : 'read'
    },
  }
}

/** May this person hear that the topic changed? Whoever may read the page may (`event:<id>`). */
export async function mayWatch(db: Queries, person: Person, topic: string): Promise<boolean> {
  const [kind, id] = topic.split(':')
  if (kind !== 'event' || !id) return false
  const event = await eventStanding(db, id)
  return event !== null && allows(person, 'readEvent', scopeOf(event))
}
