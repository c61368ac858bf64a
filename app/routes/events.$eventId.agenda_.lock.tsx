import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { lockAgenda } from '#app/features/agenda/lock-agenda.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { readForm } from '#app/lib/read-form.ts'

/** Nothing to read here: the agenda's own page shows the lock. */
export function loader({ params }: { params: { eventId?: string } }) {
  return redirect(`/events/${params.eventId ?? ''}/agenda`)
}

/** Locks the agenda, or opens it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'lockAgenda', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  const locked = (await readForm(request)).get('intent') === 'lock'
  const actor = { kind: 'person', personId: person.id } as const
  await lockAgenda(context.db, { eventId: event.id, locked, actor, now: context.now() })
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/agenda`)
}
