import { flag, instant, knownBy, number, optional, references, table, text } from '#db/columns.ts'
import { events } from '#app/features/events/tables.server.ts'

/** How each item of an agenda went on the day: started, skipped, stretched. Ordinary rows, announced to open pages. */
export const runMarks = table(
  'run_marks',
  {
    eventId: references(() => events.id),
    /** The item's id in the published agenda. */
    itemId: text('none'),
    startedAt: instant('none', optional),
    /** The facilitator ended it, and with it the event, when nothing follows. */
    endedAt: instant('none', optional),
    skipped: flag('none'),
    /** Minutes added to the planned ones; less than 0: taken away. */
    stretched: number('none'),
  },
  (t) => [knownBy(t.eventId, t.itemId)],
)
