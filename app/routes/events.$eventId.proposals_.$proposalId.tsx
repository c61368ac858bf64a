import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { allows, type Permission } from '#app/features/people/rules.ts'
import { addComment } from '#app/features/proposals/add-comment.server.ts'
import { ProposalPage } from '#app/features/proposals/components/proposal-page.tsx'
import { declineProposal } from '#app/features/proposals/decline-proposal.server.ts'
import { deleteComment } from '#app/features/proposals/delete-comment.server.ts'
import { commentForm, declineForm, intentForm, inWords, type Intent } from '#app/features/proposals/forms.ts'
import { asSeenBy, commentsOf, proposalOf, proposalsBeside, voiceAt } from '#app/features/proposals/queries.server.ts'
import { changingRefusal, isOpen, refusals, type Refusal } from '#app/features/proposals/rules.ts'
import { withdrawProposal } from '#app/features/proposals/withdraw-proposal.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

const dones = ['proposed', 'changed', 'declined'] as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  const proposal = event && (await proposalOf(read, event.id, params.proposalId ?? ''))
  if (!event || !proposal) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'seeProposals', scope)
  if (!person) throw new Response(null, { status: 403 })
  const query = new URL(request.url).searchParams
  const voice = await voiceAt(read, event.id, person.id, context.now())
  const { voices, may } = await proposalsBeside(read, event, person, context.now())
  const open = isOpen(event, context.now())
  const own = { state: proposal.state, proposerId: proposal.proposer?.id ?? null }
  const mayChange = open && allows(person, 'proposeTopic', scope) && changingRefusal(own, person.id) === null
  return {
    pageTitle: proposal.title,
    proposal: asSeenBy(proposal, allows(person, 'seeAgendaDraft', scope)),
    comments: await commentsOf(read, proposal.id),
    personId: person.id,
    organiser: event.organiserName,
    zone: event.timeZone,
    language: context.language,
    associations: voice?.associations ?? [],
    voices: proposal.state === 'withdrawn' ? [] : voices,
    may: {
      comment: open && proposal.state !== 'withdrawn' && allows(person, 'commentOnTopic', scope),
      commentAsConvener: voice?.convenes ?? false,
      decide: may.decide,
      change: mayChange,
      openAgenda: allows(person, 'seeAgendaDraft', scope),
    },
    asksToWithdraw: mayChange && query.has('withdraw'),
    refused: refusals.find((each) => each === query.get('refused')) ?? null,
    done: dones.find((each) => each === query.get('done')) ?? null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

const permissions: Record<Intent, Permission> = {
  comment: 'commentOnTopic',
  deleteComment: 'seeProposals',
  decline: 'decideProposals',
  withdraw: 'proposeTopic',
}

/** One of the page's forms. Support and taking in are presses: they have a door of their own. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  requirePermission({ request, context }, 'seeProposals', scope)
  const sent = await readForm(request)
  const asked = intentForm.safeParse(Object.fromEntries(sent))
  if (!asked.success) throw new Response(null, { status: 400 })
  const { intent, commentId } = asked.data
  const person = requirePermission({ request, context }, permissions[intent], scope)
  const proposalId = params.proposalId ?? ''
  if (!person || !(await proposalOf(context.db.read, event.id, proposalId))) throw new Response(null, { status: 404 })

  const t = words(context.language)
  const actor = { kind: 'person', personId: person.id } as const
  const doing = { eventId: event.id, proposalId, actor, now: context.now() }
  const list = `/events/${event.id}/proposals`
  const finish = (where: string) => {
    context.announce(eventChanged(event.id))
    return redirect(where)
  }
  const refuse = (reason: Refusal) => data({ trouble: t(`proposals:refusals.${reason}`) }, 409)

  if (intent === 'comment') {
    const form = parseWithZod(sent, { schema: commentForm })
    if (form.status !== 'success') return data({ comment: inWords(form.reply(), t) }, 400)
    const outcome = await addComment(context.db, { ...doing, ...form.value })
    if (outcome.ok) return finish(`${list}/${proposalId}#comments`)
    const trouble = [t(`proposals:refusals.${outcome.reason}`)]
    const fieldErrors = { associationId: trouble }
    const reply = outcome.reason === 'notTheirAssociation' ? { fieldErrors } : { formErrors: trouble }
    return data({ comment: form.reply(reply) }, 409)
  }
  if (intent === 'decline') {
    const form = parseWithZod(sent, { schema: declineForm })
    if (form.status !== 'success') return data({ decline: inWords(form.reply(), t) }, 400)
    // What is being edited counts: an item that was just taken in or removed is in the rows then.
    await context.live.settle(`agenda/${event.id}`)
    const outcome = await declineProposal(context.db, { ...doing, ...form.value, baseUrl: context.baseUrl })
    if (!outcome.ok) return refuse(outcome.reason)
    context.wake('deliverMail')
    return finish(`${list}/${proposalId}?done=declined`)
  }
  const outcome =
    intent === 'withdraw'
      ? await withdrawProposal(context.db, doing)
      : await deleteComment(context.db, { ...doing, commentId })
  if (!outcome.ok) return refuse(outcome.reason)
  return finish(intent === 'withdraw' ? list : `${list}/${proposalId}#comments`)
}

export default function ProposalRoute() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  useAnnouncements(eventChanged(page.proposal.eventId))
  return <ProposalPage {...page} answer={answer ?? null} />
}
