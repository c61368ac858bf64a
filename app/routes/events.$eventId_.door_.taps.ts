import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import { tapForm, tapsForm } from '#app/features/attendance/forms.ts'
import { markAttendance } from '#app/features/attendance/mark-attendance.server.ts'
import { doorOf } from '#app/features/attendance/queries.server.ts'
import { requireDoor } from '#app/guards.server.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'

/** What is marked at the door now; the list of the invited only for a page that has another one. */
export async function loader(asking: LoaderFunctionArgs) {
  return newsOf(asking, 0)
}

/** Taps that a phone kept. How many were not taken is told: their parties are not on the list any more. */
export async function action(asking: ActionFunctionArgs) {
  const { request, context } = asking
  const { event, person } = await requireDoor(asking)
  const form = tapsForm.safeParse(jsonIn(textIn(await readForm(request), 'taps')))
  if (!form.success) throw new Response(null, { status: 400 })
  const actor = { kind: 'person', personId: person.id } as const
  const now = context.now()
  let refused = 0
  for (const sent of form.data) {
    const tap = tapForm.safeParse(sent)
    const taken = tap.success && (await mark(tap.data))
    if (!taken) refused += 1
  }
  return newsOf(asking, refused)

  async function mark({ age, ...tap }: z.infer<typeof tapForm>): Promise<boolean> {
    const made = { eventId: event.id, tap: { ...tap, at: now - age }, actor, now }
    return (await markAttendance(context.db, made)).ok
  }
}

async function newsOf(asking: LoaderFunctionArgs, refused: number) {
  const { event, lists } = await requireDoor(asking)
  if (!lists) throw new Response(null, { status: 403 })
  const { listKey, invited, ...door } = await doorOf(asking.context.db.read, event, asking.context.now())
  const same = new URL(asking.request.url).searchParams.get('list') === listKey
  return Response.json(
    { ...door, listKey, invited: same ? null : invited, refused },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
