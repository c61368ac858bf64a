import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { invitationOf } from '#app/features/invitations/queries.server.ts'
import { QueueNotice } from '#app/features/seats/components/queue-notice.tsx'
import { SeatQueue } from '#app/features/seats/components/seat-queue.tsx'
import { closeTable } from '#app/features/table-places/close-table.server.ts'
import { TableClosing } from '#app/features/table-places/components/table-closing.tsx'
import { TableGuests } from '#app/features/table-places/components/table-guests.tsx'
import { tablePress } from '#app/features/table-places/forms.ts'
import { moveGuest, type MoveRefusal } from '#app/features/table-places/move-guest.server.ts'
import { offerTableSeat, type TableOfferRefusal } from '#app/features/table-places/offer-table-seat.server.ts'
import { tableStandings } from '#app/features/table-places/queries.server.ts'
import { reorderTableQueue } from '#app/features/table-places/reorder-table-queue.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clockRange } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Meta, Section, Stack, Wrap } from '#app/ui/page.tsx'

type Asking = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

async function requireEvent({ request, params, context }: Asking) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  return { event, person }
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireEvent(asking)
  const { context } = asking
  const textLanguage = agendaLanguage(event.languages)
  return {
    event,
    groups: await tableStandings(context.db.read, event),
    textLang: textLanguage === context.language ? undefined : textLanguage,
    language: context.language,
    title: words(context.language)('tablePlaces:page.title', { title: localText(event.title, context.language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

type Result =
  | { did: 'queue'; name: string | null; place?: number; offered?: true }
  | { did: 'moved'; name: string | null }
  | { did: 'closed' | 'opened' }
  | { refused: 'queue'; name: string | null; refusal: TableOfferRefusal }
  | { refused: 'move'; name: string | null; refusal: MoveRefusal }
  | { refused: 'unknownTable' }

/** A press in a table's queue, on one of its guests, or on the table. What came of it is said on the same page. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const { searchParams } = new URL(request.url)
  // The queue's forms say their table in the address.
  const sent = { itemId: searchParams.get('table'), ...Object.fromEntries(await readForm(request)) }
  const form = tablePress.safeParse(sent)
  if (!form.success) throw new Response(null, { status: 400 })
  const press = form.data
  const by = { eventId: event.id, actor: { kind: 'person', personId: person.id } as const, now: context.now() }
  const done = (result: Result) => {
    context.announce(eventChanged(event.id))
    context.wake('deliverMail')
    return data<Result>(result)
  }
  if ('intent' in press) {
    const closed = press.intent === 'close'
    const outcome = await closeTable(context.db, { ...by, itemId: press.itemId, closed })
    if (!outcome.ok) return data<Result>({ refused: outcome.reason }, 409)
    return done({ did: closed ? 'closed' : 'opened' })
  }
  const { itemId, invitationId } = press
  const name = (await invitationOf(context.db.read, event.id, invitationId))?.name ?? null
  if (!('queue' in press)) {
    const outcome = await moveGuest(context.db, { ...by, invitationId, from: itemId, to: press.to })
    if (!outcome.ok) return data<Result>({ refused: 'move', name, refusal: outcome.refusal }, 409)
    return done({ did: 'moved', name })
  }
  if (press.queue === 'offer') {
    const outcome = await offerTableSeat(context.db, { ...by, itemId, invitationId })
    if (!outcome.ok) return data<Result>({ refused: 'queue', name, refusal: outcome.refusal }, 409)
    return done({ did: 'queue', name, offered: true })
  }
  const step = press.queue === 'to' ? press.to : press.queue
  const outcome = await reorderTableQueue(context.db, { ...by, itemId, invitationId, step })
  if (!outcome.ok) return data<Result>({ refused: 'queue', name, refusal: { reason: outcome.reason } }, 409)
  return done({ did: 'queue', name, place: outcome.place })
}

export default function TablesPage() {
  const { event, groups, textLang, language } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('tablePlaces')
  useAnnouncements(eventChanged(event.id))
  const zone = event.timeZone
  const address = `/events/${event.id}/invitations/tables`
  return (
    <Wrap padded>
      <Stack gap={46}>
        {result && <News result={result} />}
        {groups.length > 0 && <Link to={`${address}/print`}>{t('page.print')}</Link>}
        {groups.length === 0 && (
          <Empty
            title={t('page.emptyTitle')}
            action={<ButtonLink to={`/events/${event.id}/agenda`}>{t('page.toAgenda')}</ButtonLink>}
          >
            {t('page.emptyText')}
          </Empty>
        )}
        {groups.map((group) => (
          <Section
            key={group.id}
            title={t('times', { time: clockRange(group.startsAt, group.endsAt, zone, language), title: group.title })}
          >
            <Stack gap={40}>
              {group.unchosen > 0 && <p>{t('page.unchosen', { count: group.unchosen })}</p>}
              {group.tables.map((table) => (
                <Section
                  key={table.id}
                  level={3}
                  title={t('table', table)}
                  titleLang={textLang}
                  aside={table.closed !== null && <Chip tone="warn">{t('page.closedChip')}</Chip>}
                >
                  <Stack gap={20}>
                    <Meta>
                      <span>
                        {table.capacity === null
                          ? t('page.taken', { count: table.taken })
                          : t('page.takenOf', { count: table.taken, capacity: table.capacity })}
                      </span>
                      {[table.presenter, table.place].filter(Boolean).map((text) => (
                        <span key={text} lang={textLang}>
                          {text}
                        </span>
                      ))}
                    </Meta>
                    <TableGuests
                      table={table}
                      others={group.tables.filter(({ id }) => id !== table.id)}
                      address={address}
                    />
                    {table.waiting.length + table.offered.length > 0 && (
                      <SeatQueue
                        title={t('page.queue', { table: t('table', table) })}
                        waiting={table.waiting}
                        offered={table.offered}
                        free={table.free ?? 0}
                        zone={zone}
                        language={language}
                        address={`${address}?table=${table.id}`}
                        quotas={false}
                        raise={`/events/${event.id}/agenda/items/${table.id}`}
                      />
                    )}
                    <TableClosing table={table} address={address} />
                  </Stack>
                </Section>
              ))}
            </Stack>
          </Section>
        ))}
        <Link to={`/events/${event.id}/invitations`}>{t('page.back')}</Link>
      </Stack>
    </Wrap>
  )
}

/** What came of a press. */
function News({ result }: { result: Result }) {
  const { t } = useTranslation('tablePlaces')
  if ('did' in result) {
    if (result.did === 'queue') return <QueueNotice {...result} />
    if (result.did === 'moved') {
      return <Notice tone="ok" role="status" title={t('news.moved', { name: result.name ?? '' })} />
    }
    return <Notice tone="ok" role="status" title={t(`news.${result.did}`)} />
  }
  const warn = (title: string) => <Notice tone="warn" role="alert" title={title} />
  if (result.refused === 'unknownTable') return warn(t('news.unknownTable'))
  const { name } = result
  if (result.refused === 'queue') {
    const { refusal } = result
    if (refusal.reason === 'closed') return warn(t('news.closedTable'))
    return <QueueNotice name={name} refusal={refusal} />
  }
  const { refusal } = result
  if (refusal.reason === 'noSeats') return <QueueNotice name={name} refusal={refusal} />
  if (refusal.reason === 'gone') return warn(name === null ? t('news.goneAny') : t('news.gone', { name }))
  return warn(t(`news.${refusal.reason}`))
}
