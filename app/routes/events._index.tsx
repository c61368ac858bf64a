import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { EventRow } from '#app/features/events/components/event-row.tsx'
import { eventsByIds, eventsOf, type EventDetails } from '#app/features/events/queries.server.ts'
import { coConvenedEvents, coOrganisedEvents } from '#app/features/organising/queries.server.ts'
import { withOthers } from '#app/features/organising/rules.ts'
import { allows, convenesFor } from '#app/features/people/rules.ts'
import { requirePerson } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Lines } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Band, Row, Section, Stack, Wrap } from '#app/ui/page.tsx'

export const handle = { script: false }

/** The events that this person convenes or plans: drafts, coming, past. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = requirePerson({ request, context })
  const { read } = context.db
  const now = context.now()
  const mine = convenesFor(person)
  const convened = withOthers(await eventsOf(read, mine), await coConvenedEvents(read, person.roles))
  const plannedIds = person.roles.flatMap(({ role, scopeId }) =>
    role === 'coPlanner' || role === 'reader' ? [scopeId] : [],
  )
  return {
    language: context.language,
    now,
    title: words(context.language)('events:mine.title'),
    mayCreate: allows(person, 'createEvent'),
    drafts: convened.filter((event) => event.state === 'draft'),
    coming: convened.filter((event) => event.state !== 'draft' && event.endsAt > now),
    past: convened.filter((event) => event.state !== 'draft' && event.endsAt <= now).reverse(),
    planned: withOthers(await eventsByIds(read, plannedIds), await coOrganisedEvents(read, mine)).filter((event) =>
      convened.every(({ id }) => id !== event.id),
    ),
    deleted: new URL(request.url).searchParams.get('done') === 'deleted',
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageMeta(data?.title ?? '')

export default function MyEvents() {
  const { drafts, coming, past, planned, deleted, mayCreate, language, now } = useLoaderData<typeof loader>()
  const { t } = useTranslation('events')
  const part = (title: string, events: EventDetails[]) =>
    events.length > 0 && (
      <Section title={title}>
        <Lines>
          {events.map((event) => (
            <EventRow key={event.id} event={event} language={language} now={now} to="planner" />
          ))}
        </Lines>
      </Section>
    )
  return (
    <>
      <Band>
        <Wrap>
          <Row between gap={20}>
            <h1>{t('mine.title')}</h1>
            {mayCreate && (
              <ButtonLink to="/events/new" icon="plus" phoneWide>
                {t('mine.new')}
              </ButtonLink>
            )}
          </Row>
        </Wrap>
      </Band>
      <Wrap padded>
        <Stack gap={56}>
          {deleted && (
            <Notice tone="ok" role="status">
              {t('delete.done')}
            </Notice>
          )}
          {part(t('mine.planned'), planned)}
          {part(t('mine.drafts'), drafts)}
          {part(t('mine.coming'), coming)}
          {part(t('mine.past'), past)}
          {drafts.length + coming.length + past.length + planned.length === 0 && <Empty title={t('mine.empty')} />}
        </Stack>
      </Wrap>
    </>
  )
}
