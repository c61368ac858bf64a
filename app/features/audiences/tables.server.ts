import { id, instant, json, references, table, text, unique } from '#db/columns.ts'
import { organisers } from '#app/features/directory/tables.server.ts'
import type { AudienceRule } from './rules.ts'

/** Rules that say who is called, saved by an organiser under a name. */
export const audiences = table(
  'audiences',
  {
    id: id(),
    organiserId: references(() => organisers.id),
    name: text('none'),
    rule: json<AudienceRule>('personal'),
    /** Who saved it first. */
    createdBy: text('personal'),
    createdAt: instant('none'),
    changedAt: instant('none'),
  },
  (t) => [unique(t.organiserId, t.name)],
)
