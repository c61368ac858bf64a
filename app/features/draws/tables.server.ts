import { id, index, instant, json, number, references, table, text, unique } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'
import type { DrawInput } from './rules.ts'

/** Draws of seats that were held: with what everybody needs to hold one again and see that it was fair. */
export const draws = table(
  'draws',
  {
    id: id(),
    eventId: references(() => events.id),
    heldAt: instant('none'),
    /** 64 hexadecimal digits, made at the draw. */
    seed: text('none'),
    /** Who took part, and what the seats depended on. */
    input: json<DrawInput>('personal'),
    /** Ids of invitations in the drawn order. */
    drawnOrder: json<string[]>('personal'),
    /** Those of them who got seats. */
    seated: json<string[]>('personal'),
    /** How many of the drawn order have been told; letters not written yet are `untold`. */
    told: number('none'),
    untold: number('none'),
  },
  // One for each event: a second one fails here, whatever job tries it.
  (t) => [unique(t.eventId), index(t.untold)],
)
