import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { AnswerNews } from '#app/features/invitations/components/answer-news.tsx'
import { AnswerStanding } from '#app/features/participants/components/answer-standing.tsx'
import { InvitationTable } from '#app/features/participants/components/invitation-table.tsx'
import { ListActions } from '#app/features/invitations/components/list-actions.tsx'
import { ListNews } from '#app/features/invitations/components/list-news.tsx'
import { PlannedSendings } from '#app/features/invitations/components/planned-sendings.tsx'
import { WithdrawConfirm } from '#app/features/invitations/components/withdraw-confirm.tsx'
import { queueForm, withdrawForm } from '#app/features/invitations/forms.ts'
import { offerSeat } from '#app/features/invitations/offer-seat.server.ts'
import {
  claimsOf,
  invitationOf,
  plannedSendings,
  queueFor,
  sendingProgress,
} from '#app/features/invitations/queries.server.ts'
import { invitationsOf, invitationSummary } from '#app/features/participants/queries.server.ts'
import {
  invitationFilters,
  inviteRefusalOf,
  listLength,
  type InvitationFilter,
} from '#app/features/invitations/rules.ts'
import { reorderQueue } from '#app/features/invitations/reorder-queue.server.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { NeedsSummary } from '#app/features/needs/components/needs-summary.tsx'
import { needCounts, orderedNeeds } from '#app/features/needs/queries.server.ts'
import { erasedAt, openOrders } from '#app/features/needs/rules.ts'
import { lastReminder } from '#app/features/reminders/queries.server.ts'
import { remindRefusalOf } from '#app/features/reminders/rules.ts'
import { QueueNotice } from '#app/features/seats/components/queue-notice.tsx'
import { SeatQueue } from '#app/features/seats/components/seat-queue.tsx'
import { freeSeats } from '#app/features/seats/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Segments } from '#app/ui/segments.tsx'

/** The event, for one who may see its answers. */
async function requireEvent({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'seeAnswers', {
    eventId: event.id,
    organiserId: event.organiserId,
  })
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
  const asked = searchParams.get('withdraw')
  const withdrawing = asked ? await invitationOf(read, event.id, asked) : null
  return {
    event,
    summary,
    part,
    rows: await invitationsOf(read, event.id, part, page),
    page,
    queue: await queueFor(read, event.id),
    free: event.capacity === null ? null : freeSeats(event, await claimsOf(read, event.id)),
    needs: await needsOf(asking.context, event),
    progress: await sendingProgress(read, event.id),
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
    mayRemind: remindRefusalOf(event, (await lastReminder(read, event.id))?.startedAt ?? null, context.now()) === null,
    /** How many letters the sending before this page has; null: none was made. */
    sent: countIn(searchParams, 'sent'),
    mayInvite: inviteRefusalOf(event, context.now()) === null,
    draft: event.state === 'draft',
    language: context.language,
    now: context.now(),
    title: words(context.language)('invitations:list.title', { title: localText(event.title, context.language).text }),
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
  const outcome = await withdrawInvitation(context.db, {
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
  const asked = await invitationOf(context.db.read, event.id, invitationId)
  const pressed = {
    eventId: event.id,
    invitationId,
    actor: { kind: 'person', personId: person.id } as const,
    now: context.now(),
  }
  const name = asked?.name ?? null
  if (queue === 'offer') {
    const outcome = await offerSeat(context.db, pressed)
    if (!outcome.ok) return data({ kind: 'queue', name, refusal: outcome.refusal } as const, 409)
    context.announce(eventChanged(event.id))
    context.wake('deliverMail')
    return data({ kind: 'queue', name, offered: true } as const)
  }
  const outcome = await reorderQueue(context.db, { ...pressed, step: queue })
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

export default function InvitationsPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('invitations')
  const { event, summary, part, progress, withdrawing, mayInvite, language, queue, free } = page
  useAnnouncements(eventChanged(event.id))
  const address = `/events/${event.id}/invitations`
  const inQueue = free !== null && summary.waiting > 0 && (
    <SeatQueue
      {...queue}
      free={free}
      zone={event.timeZone}
      language={language}
      address={`${address}?part=${part}`}
      raise={`/events/${event.id}/edit#capacity`}
    />
  )
  const needed = page.needs.counts.people > 0 && (
    <NeedsSummary
      {...page.needs}
      zone={event.timeZone}
      language={language}
      address={`/events/${event.id}/invitations/needs`}
    />
  )
  const side = (inQueue || needed) && (
    <Stack gap={40}>
      {inQueue}
      {needed}
    </Stack>
  )
  const nobody = summary.invited + summary.withdrawn === 0
  const sometimes: Partial<Record<InvitationFilter, number>> = {
    waiting: summary.waiting,
    withdrawn: summary.withdrawn,
  }
  const filters = invitationFilters.filter((filter) => filter === part || sometimes[filter] !== 0)
  const counts = {
    none: summary.none - summary.notReached,
    answered: summary.answered,
    waiting: summary.waiting,
    notReached: summary.notReached,
    withdrawn: summary.withdrawn,
  }
  const invited = (
    <Stack gap={46}>
      <AnswerStanding
        event={event}
        summary={summary}
        language={language}
        now={page.now}
        action={<ListActions address={address} mayInvite={mayInvite} unanswered={page.mayRemind ? counts.none : 0} />}
      />
      <Section title={t(`list.caption.${part}`)} hideTitle>
        <Stack gap={22}>
          <Segments
            label={t('list.parts')}
            items={filters.map((filter) => ({
              to: `${address}?part=${filter}`,
              label: t(`list.part.${filter}`),
              count: counts[filter],
              current: filter === part,
              ...(filter === 'notReached' && counts.notReached > 0 ? { icon: 'warning' as const } : {}),
            }))}
          />
          <InvitationTable
            rows={page.rows}
            part={part}
            zone={event.timeZone}
            language={language}
            address={address}
            mayRecord={event.state === 'published' && page.now < event.endsAt}
          />
          <Pager
            page={page.page}
            pages={Math.ceil(counts[part] / listLength)}
            addressOf={(wanted) => `${address}?part=${part}&page=${String(wanted)}`}
          />
          <a href={`/events/${event.id}/answers.csv?lang=${language}`}>{t('export.open')}</a>
        </Stack>
      </Section>
    </Stack>
  )
  return (
    <Wrap padded>
      <AnswerNews answered={summary.answered} />
      <Stack gap={46}>
        {result?.kind === 'queue' && <QueueNotice {...result} />}
        {result?.kind === 'withdraw' && <Notice tone="warn" title={t('list.alreadyWithdrawn')} role="alert" />}
        <ListNews withdrawn={page.withdrawn} recorded={page.recorded} reminded={page.reminded} sent={page.sent} />
        {withdrawing && !withdrawing.withdrawn && (
          <WithdrawConfirm invitation={withdrawing} back={`${address}?part=${part}`} />
        )}
        {progress && (
          <Progress label={t('list.progress', progress)} value={progress.queued} max={Math.max(progress.total, 1)} />
        )}
        <PlannedSendings planned={page.planned} zone={event.timeZone} language={language} address={address} />
        {nobody && !progress && page.planned.length === 0 && (
          <Empty
            title={t('list.empty')}
            action={
              mayInvite ? (
                <ButtonLink to={`${address}/new`}>{t('list.invitePeople')}</ButtonLink>
              ) : (
                <ButtonLink to={`/events/${event.id}`} variant="outlined">
                  {t('list.toEvent')}
                </ButtonLink>
              )
            }
          >
            {page.draft ? t('list.emptyDraft') : t('list.emptyText')}
          </Empty>
        )}
        {!nobody && (side ? <TwoColumns side={side}>{invited}</TwoColumns> : invited)}
      </Stack>
    </Wrap>
  )
}
