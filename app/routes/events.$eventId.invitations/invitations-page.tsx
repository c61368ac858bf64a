import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ChangeNotice } from '#app/features/change-letters/components/change-notice.tsx'
import { DoorWays } from '#app/features/attendance/components/door-ways.tsx'
import { eventChanged } from '#app/features/events/rules.ts'
import { AnswerNews } from '#app/features/invitations/components/answer-news.tsx'
import { AnswerStanding } from '#app/features/participants/components/answer-standing.tsx'
import { WaysToParticipants } from '#app/features/participants/components/ways-to-participants.tsx'
import { InvitationTable } from '#app/features/participants/components/invitation-table.tsx'
import { ListActions } from '#app/features/invitations/components/list-actions.tsx'
import { ListNews } from '#app/features/invitations/components/list-news.tsx'
import { PlannedSendings } from '#app/features/invitations/components/planned-sendings.tsx'
import { WithdrawConfirm } from '#app/features/invitations/components/withdraw-confirm.tsx'
import { invitationFilters, listLength, type InvitationFilter } from '#app/features/invitations/rules.ts'
import { ShareTotals } from '#app/features/organising/components/share-totals.tsx'
import { NeedsSummary } from '#app/features/needs/components/needs-summary.tsx'
import { DrawAhead } from '#app/features/seats/components/draw-ahead.tsx'
import { RegistrationLine } from '#app/features/open-registration/components/registration-line.tsx'
import { QueueNotice } from '#app/features/seats/components/queue-notice.tsx'
import { SeatQueue } from '#app/features/seats/components/seat-queue.tsx'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { TablesInBrief } from '#app/features/table-places/components/tables-in-brief.tsx'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Segments } from '#app/ui/segments.tsx'
import type { action, loader } from '#app/routes/events.$eventId.invitations/route.tsx'

export function InvitationsPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['invitations', 'seats'])
  const { event, summary, part, progress, withdrawing, mayInvite, language, queue, free } = page
  useAnnouncements(eventChanged(event.id))
  const address = `/events/${event.id}/invitations`
  const rules = `/events/${event.id}/seats`
  const inQueue =
    page.drawAt !== null ? (
      <DrawAhead
        parties={queue.waiting.length}
        when={t('rsvp.dayAndTime', {
          day: weekdayAndDay(page.drawAt, event.timeZone, language),
          time: clock(page.drawAt, event.timeZone, language),
        })}
        rules={rules}
      />
    ) : (
      free !== null &&
      summary.waiting > 0 && (
        <SeatQueue
          {...queue}
          free={free}
          zone={event.timeZone}
          language={language}
          address={`${address}?part=${part}`}
          raise={`/events/${event.id}/edit#capacity`}
          quotas={Object.keys(page.seatRules.quotas).length > 0}
        />
      )
    )
  const needed = page.needs.counts.people > 0 && (
    <NeedsSummary
      {...page.needs}
      zone={event.timeZone}
      language={language}
      address={`/events/${event.id}/invitations/needs`}
    />
  )
  const tables = page.tables.length > 0 && (
    <TablesInBrief groups={page.tables} event={event} language={language} address={`${address}/tables`} />
  )
  const doorOpens = event.state !== 'draft' && event.state !== 'cancelled'
  const side = (
    <Stack gap={40}>
      {inQueue}
      {tables}
      {needed}
      {doorOpens && <DoorWays eventId={event.id} report={page.attendance} />}
      <WaysToParticipants eventId={event.id} />
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
  const registration = page.registration && <RegistrationLine {...page.registration} came={summary.guests} />
  const invited = (
    <Stack gap={46}>
      <AnswerStanding
        event={event}
        summary={summary}
        language={language}
        now={page.now}
        inDraw={page.drawAt !== null}
        action={<ListActions address={address} mayInvite={mayInvite} unanswered={page.mayRemind ? counts.none : 0} />}
      />
      {registration}
      <Section title={t(`list.caption.${part}`)} hideTitle>
        <Stack gap={22}>
          <Segments
            label={t('list.parts')}
            items={filters.map((filter) => ({
              to: `${address}?part=${filter}`,
              label: filter === 'waiting' && page.drawAt !== null ? t('seats:inDrawPart') : t(`list.part.${filter}`),
              count: counts[filter],
              current: filter === part,
              ...(filter === 'notReached' && counts.notReached > 0 ? { icon: 'warning' as const } : {}),
            }))}
          />
          <InvitationTable
            rows={page.rows}
            messages={page.messages}
            part={part}
            zone={event.timeZone}
            language={language}
            address={address}
            inDraw={page.drawAt !== null}
            mayRecord={event.state === 'published' && page.now < event.endsAt}
          />
          <Pager
            page={page.page}
            pages={Math.ceil(counts[part] / listLength)}
            addressOf={(wanted) => `${address}?part=${part}&page=${String(wanted)}`}
          />
        </Stack>
      </Section>
      {page.totals && <ShareTotals totals={page.totals} language={language} />}
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
        <ChangeNotice
          news={page.change}
          eventId={event.id}
          back="invitations"
          zone={event.timeZone}
          language={language}
        />
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
        {nobody && registration}
        {!nobody && <TwoColumns side={side}>{invited}</TwoColumns>}
      </Stack>
    </Wrap>
  )
}
