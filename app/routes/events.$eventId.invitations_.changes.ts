import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { decideChange } from '#app/features/change-letters/decide-change.server.ts'
import { decisionForm } from '#app/features/change-letters/forms.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { requireInviting } from '#app/guards.server.ts'
import { readForm } from '#app/lib/read-form.ts'

/** Has a change that waits told now, or not at all. The page that one comes back to shows what became of it. */
export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const asked = decisionForm.safeParse(Object.fromEntries(await readForm(request)))
  if (!asked.success) throw new Response(null, { status: 400 })
  const { change: changeId, decision, back } = asked.data
  await decideChange(context.db, { eventId: event.id, changeId, decision, actor, now: context.now() })
  context.announce(eventChanged(event.id))
  context.wake('sendChanges')
  return redirect(`/events/${event.id}${back === 'event' ? '' : '/invitations'}`, 303)
}
