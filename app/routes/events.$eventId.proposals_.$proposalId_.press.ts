import { redirect, type ActionFunctionArgs, type AppLoadContext, type LoaderFunctionArgs } from '@remix-run/node'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { pressForm } from '#app/features/proposals/forms.ts'
import { proposalOf } from '#app/features/proposals/queries.server.ts'
import { supportProposal } from '#app/features/proposals/support-proposal.server.ts'
import { takeProposal } from '#app/features/proposals/take-proposal.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'

/** Nothing to read here: who signs in on the way to a press is led to the proposal. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/events/${params.eventId ?? ''}/proposals/${params.proposalId ?? ''}`)
}

/**
 * A press that leaves its page standing: support, or into the agenda. Asked by script it answers in JSON, so that no page
 * is left or loaded for it: a live agenda may be open there. A plain form is led back to where it stood.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  requirePermission({ request, context }, 'seeProposals', scope)
  const asked = pressForm.safeParse(Object.fromEntries(await readForm(request)))
  if (!asked.success) throw new Response(null, { status: 400 })
  const { intent, associationId, back } = asked.data
  const person = requirePermission({ request, context }, intent === 'take' ? 'decideProposals' : 'supportTopic', scope)
  const proposalId = params.proposalId ?? ''
  if (!person || !(await proposalOf(context.db.read, event.id, proposalId))) throw new Response(null, { status: 404 })

  const actor = { kind: 'person', personId: person.id } as const
  const doing = { eventId: event.id, proposalId, actor, now: context.now() }
  const outcome =
    intent === 'take'
      ? await takeProposal(context.db, { ...doing, baseUrl: context.baseUrl, editAgenda: agendaEditor(context, doing) })
      : await supportProposal(context.db, { ...doing, associationId, supports: intent === 'support' })
  if (outcome.ok) {
    context.announce(eventChanged(event.id))
    if (intent === 'take') context.wake('deliverMail')
  }
  if (request.headers.get('Accept') === 'application/json') {
    const trouble = outcome.ok ? null : words(context.language)(`proposals:refusals.${outcome.reason}`)
    return Response.json({ ok: outcome.ok, trouble }, { status: outcome.ok ? 200 : 409 })
  }
  const page = `/events/${event.id}/proposals/${proposalId}`
  if (!outcome.ok) return redirect(`${page}?refused=${outcome.reason}`)
  return redirect(back === 'agenda' ? `/events/${event.id}/agenda#proposals` : page)
}

/** Edits the event's live agenda, whoever has it open, and waits for the rows that pages read. */
function agendaEditor(context: AppLoadContext, { eventId, actor }: { eventId: string; actor: { personId: string } }) {
  const name = `agenda/${eventId}`
  return async (change: Parameters<AppLoadContext['live']['edit']>[1]) => {
    const edited = await context.live.edit(name, change, actor.personId)
    if (edited.ok) await context.live.settle(name)
    return { ok: edited.ok }
  }
}
