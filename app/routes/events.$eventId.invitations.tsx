import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { AnswerNews } from '#app/features/invitations/components/answer-news.tsx'
import { AnswerStanding } from '#app/features/invitations/components/answer-standing.tsx'
import { InvitationTable } from '#app/features/invitations/components/invitation-table.tsx'
import { PlannedSendings } from '#app/features/invitations/components/planned-sendings.tsx'
import { WithdrawConfirm } from '#app/features/invitations/components/withdraw-confirm.tsx'
import { withdrawForm } from '#app/features/invitations/forms.ts'
import {
  invitationOf,
  invitationsOf,
  invitationSummary,
  plannedSendings,
  sendingProgress,
} from '#app/features/invitations/queries.server.ts'
import { invitationFilters, inviteRefusalOf, type InvitationFilter } from '#app/features/invitations/rules.ts'
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack, Wrap } from '#app/ui/page.tsx'
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
  const asked = searchParams.get('withdraw')
  const withdrawing = asked ? await invitationOf(read, event.id, asked) : null
  return {
    event,
    summary,
    part,
    rows: await invitationsOf(read, event.id, part),
    progress: await sendingProgress(read, event.id),
    planned: await plannedSendings(read, event.id),
    withdrawing: withdrawing && {
      id: withdrawing.id,
      name: withdrawing.name,
      withdrawn: withdrawing.withdrawnAt !== null,
    },
    withdrawn: searchParams.has('withdrawn'),
    /** How many letters the sending before this page has; null: none was made. */
    sent: /^\d{1,5}$/.test(searchParams.get('sent') ?? '') ? Number(searchParams.get('sent')) : null,
    mayInvite: inviteRefusalOf(event, context.now()) === null,
    draft: event.state === 'draft',
    language: context.language,
    now: context.now(),
    title: words(context.language)('invitations:list.title', { title: localText(event.title, context.language).text }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const form = withdrawForm.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success || !person) throw new Response(null, { status: 400 })
  const outcome = await withdrawInvitation(context.db, {
    invitationId: form.data.invitationId,
    eventId: event.id,
    actor: { kind: 'person', personId: person.id },
    now: context.now(),
  })
  if (!outcome.ok) return data({ refused: outcome.reason }, 409)
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/invitations?part=withdrawn&withdrawn`, 303)
}

function partOf(word: string | null): InvitationFilter | null {
  return invitationFilters.find((filter) => filter === word) ?? null
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ''} – Kutsu` }]

export default function InvitationsPage() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const { t } = useTranslation('invitations')
  const { event, summary, part, progress, withdrawing, mayInvite, language } = page
  useAnnouncements(eventChanged(event.id))
  const address = `/events/${event.id}/invitations`
  const nobody = summary.invited + summary.withdrawn === 0
  const filters = invitationFilters.filter((filter) => filter !== 'withdrawn' || summary.withdrawn > 0)
  const counts = {
    none: summary.none - summary.notReached,
    answered: summary.answered,
    notReached: summary.notReached,
    withdrawn: summary.withdrawn,
  }
  return (
    <Wrap padded>
      <AnswerNews answered={summary.answered} />
      <Stack gap={46}>
        {refused && <Notice tone="warn" title={t('list.alreadyWithdrawn')} role="alert" />}
        {page.withdrawn && <Notice tone="ok" title={t('refusals.withdrawn')} role="status" />}
        {page.sent !== null && (
          <Notice tone="ok" title={t('list.sendingStarted', { count: page.sent })} role="status" />
        )}
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
        {!nobody && (
          <>
            <AnswerStanding
              event={event}
              summary={summary}
              language={language}
              now={page.now}
              action={
                mayInvite && (
                  <ButtonLink to={`${address}/new`} variant="outlined" phoneWide icon="plus">
                    {t('list.inviteMore')}
                  </ButtonLink>
                )
              }
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
                />
              </Stack>
            </Section>
          </>
        )}
      </Stack>
    </Wrap>
  )
}
