import type { Writer } from '#db/database.ts'
import { changeEvent } from '#app/features/events/change-event.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { scheduleDiffers } from '#app/features/events/rules.ts'
import { noteChange } from './note-change.server.ts'
import { scheduleOf } from './rules.ts'

/** Changes an event; a new time or place of a published one is told to those whom it touches, when it has been quiet. */
export async function changeEventWithLetters(
  db: Writer,
  args: Parameters<typeof changeEvent>[1],
): ReturnType<typeof changeEvent> {
  const { eventId, actor, now } = args
  return db.write(async (tx) => {
    const before = await eventById(tx, eventId)
    const outcome = await changeEvent(tx, args)
    if (outcome.ok && before?.state === 'published' && scheduleDiffers(before, args.event)) {
      await noteChange(tx, { eventId, was: scheduleOf(before), actor, now })
    }
    return outcome
  })
}
