import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { changeNews } from '#app/features/change-letters/queries.server.ts'
import { reportOnceClosed } from '#app/features/attendance/queries.server.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { queueForm, withdrawForm } from '#app/features/invitations/forms.ts'
import { offerSeat } from '#app/features/invitations/offer-seat.server.ts'
import {
  claimsOf,
  invitationOf,
  plannedSendings,
  queueFor,
  sendingProgress,
} from '#app/features/invitations/queries.server.ts'
import { registrationOf } from '#app/features/open-registration/queries.server.ts'
import { closedReason, closingTime, momentIn } from '#app/features/open-registration/rules.ts'
import { invitationsOf, invitationSummary } from '#app/features/participants/queries.server.ts'
import { invitationFilters, inviteRefusalOf, type InvitationFilter } from '#app/features/invitations/rules.ts'
import { reorderQueue } from '#app/features/invitations/reorder-queue.server.ts'
import { messagesByInvitation } from '#app/features/invitee-messages/queries.server.ts'
import { totalsOf } from '#app/features/organising/queries.server.ts'
import { allows } from '#app/features/people/rules.ts'
import { needCounts, orderedNeeds } from '#app/features/needs/queries.server.ts'
import { erasedAt, openOrders } from '#app/features/needs/rules.ts'
import { lastRemindedAt } from '#app/features/reminders/queries.server.ts'
import { remindRefusalOf } from '#app/features/reminders/rules.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { drawAtOf, freeSeats } from '#app/features/seats/rules.ts'
import { tableStandings } from '#app/features/table-places/queries.server.ts'
import { withdrawInvitationWithTables } from '#app/features/table-places/withdraw-invitation-with-tables.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'

export { InvitationsPage as default } from '#app/routes/events.$eventId.invitations/invitations-page.tsx'

/** The event, for one who may see its answers. */
async function requireEvent({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  // What a co-organiser sees of the answers has a page of its own, so that nothing of this one can slip through.
  if (
    request.method === 'GET' &&
    !allows(context.person, 'seeAnswers', scope) &&
    allows(context.person, 'seeShare', scope)
  ) {
    throw redirect(`/events/${event.id}/invitations/share`)
  }
  const person = requirePermission({ request, context }, 'seeAnswers', scope)
  return { event, person }
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireEvent(asking)
  const { request, context } = asking
  const { read } = context.db
  const { searchParams } = new URL(request.url)
  const summary = await invitationSummary(read, event.id)
  const part = partOf(searchParams.get('part')) ?? (summary.answered > 0 ? 'answered' : 'none')
  const page = Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1)
  const seatRules = await seatRulesOf(read, event.id)
  const asked = searchParams.get('withdraw')
  const withdrawing = asked ? await invitationOf(read, event.id, asked) : null
  return {
    event,
    summary,
    part,
    rows: await invitationsOf(read, event.id, part, page),
    page,
    messages: await messagesByInvitation(read, event.id),
    queue: await queueFor(read, event.id),
    seatRules,
    /** When the seats are drawn; null: no draw lies ahead. */
    drawAt: drawAtOf(event, seatRules),
    free: event.capacity === null ? null : freeSeats(event, await claimsOf(read, event.id)),
    attendance: await reportOnceClosed(read, event, context.now()),
    needs: await needsOf(asking.context, event),
    tables: await tableStandings(read, event),
    registration: await registrationFor(asking.context, event),
    totals: event.coOrganisers.length === 0 ? null : await totalsOf(read, event),
    progress: await sendingProgress(read, event.id),
    change: await changeNews(read, event, context.now()),
    planned: await plannedSendings(read, event.id),
    withdrawing: withdrawing && {
      id: withdrawing.id,
      name: withdrawing.name,
      withdrawn: withdrawing.withdrawnAt !== null,
    },
    withdrawn: searchParams.has('withdrawn'),
    recorded: searchParams.has('recorded'),
    /** How many are reminded by the press before this page. */
    reminded: countIn(searchParams, 'reminded'),
    mayRemind: remindRefusalOf(event, await lastRemindedAt(read, event.id), context.now()) === null,
    /** How many letters the sending before this page has; null: none was made. */
    sent: countIn(searchParams, 'sent'),
    mayInvite: inviteRefusalOf(event, context.now()) === null,
    draft: event.state === 'draft',
    language: context.language,
    now: context.now(),
    title: words(context.language)('invitations:list.title', { title: localText(event.title, context.language).text }),
  }
}

/** Whether anybody can sign up, in the words of one line; null where nobody could. */
async function registrationFor({ db, now, language }: LoaderFunctionArgs['context'], event: EventDetails) {
  if (inviteRefusalOf(event, now()) !== null) return null
  const registration = await registrationOf(db.read, event.id)
  const closed = closedReason(event, registration, now())
  const until = closingTime(event, registration?.closesAt ?? null)
  return {
    state: closed === null ? ('open' as const) : closed === 'closed' ? closed : ('off' as const),
    until: momentIn(until, event.timeZone, language, words(language)),
    address: `/events/${event.id}/registration`,
  }
}

/** What guests need, in numbers. */
async function needsOf({ db, secret, now, language }: LoaderFunctionArgs['context'], event: EventDetails) {
  const counts = await needCounts(db.read, secret, event.id)
  const ordered = await orderedNeeds(db.read, event.id)
  const erasedOn = weekdayAndDay(erasedAt(event), event.timeZone, language)
  return { counts, ordered, open: openOrders(counts, ordered, event, now()), erasedOn }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const sent = Object.fromEntries(await readForm(request))
  if (!person) throw new Response(null, { status: 400 })
  if ('queue' in sent) return changeQueue(asking, { event, person, sent })
  const form = withdrawForm.safeParse(sent)
  if (!form.success) throw new Response(null, { status: 400 })
  const outcome = await withdrawInvitationWithTables(context.db, {
    invitationId: form.data.invitationId,
    eventId: event.id,
    actor: { kind: 'person', personId: person.id },
    now: context.now(),
  })
  if (!outcome.ok) return data({ kind: 'withdraw', refused: outcome.reason } as const, 409)
  context.announce(eventChanged(event.id))
  context.wake('deliverMail')
  return redirect(`/events/${event.id}/invitations?part=withdrawn&withdrawn`, 303)
}

type Pressed = Awaited<ReturnType<typeof requireEvent>> & { sent: Record<string, unknown> }

/** A press in the queue: moves one, or offers free seats out of turn. What came of it is said on the same page. */
async function changeQueue({ context }: LoaderFunctionArgs, { event, person, sent }: Pressed) {
  const form = queueForm.safeParse(sent)
  if (!form.success || !person) throw new Response(null, { status: 400 })
  const { invitationId, queue } = form.data
  const step = queue === 'to' ? form.data.to : queue
  const asked = await invitationOf(context.db.read, event.id, invitationId)
  const pressed = {
    eventId: event.id,
    invitationId,
    actor: { kind: 'person', personId: person.id } as const,
    now: context.now(),
  }
  const name = asked?.name ?? null
  if (step === 'offer') {
    const outcome = await offerSeat(context.db, pressed)
    if (!outcome.ok) return data({ kind: 'queue', name, refusal: outcome.refusal } as const, 409)
    context.announce(eventChanged(event.id))
    context.wake('deliverMail')
    return data({ kind: 'queue', name, offered: true } as const)
  }
  const outcome = await reorderQueue(context.db, { ...pressed, step })
  if (!outcome.ok) return data({ kind: 'queue', name, refusal: { reason: outcome.reason } } as const, 409)
  context.announce(eventChanged(event.id))
  return data({ kind: 'queue', name, place: outcome.place } as const)
}

/** A number that the press before this page left in the address; null when there is none. */
function countIn(search: URLSearchParams, name: string): number | null {
  const word = search.get(name) ?? ''
  return /^\d{1,5}$/.test(word) ? Number(word) : null
}

function partOf(word: string | null): InvitationFilter | null {
  return invitationFilters.find((filter) => filter === word) ?? null
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ''} – Kutsu` }]
