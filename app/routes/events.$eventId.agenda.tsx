import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { ChangeDetails } from '#app/features/agenda-changes/components/change-details.tsx'
import { ChangeList } from '#app/features/agenda-changes/components/change-list.tsx'
import { agendaChanges } from '#app/features/agenda-changes/rules.ts'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { LockControl, lockWords } from '#app/features/agenda/components/lock-control.tsx'
import { PublishLine } from '#app/features/agenda/components/publish-line.tsx'
import { agendaFor, agendaLock, publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage, sameItems } from '#app/features/agenda/rules.ts'
import { FormNews } from '#app/features/agenda-forms/components/form-news.tsx'
import { ItemLink, NewItemLink } from '#app/features/agenda-forms/components/item-links.tsx'
import { StartNotice } from '#app/features/agenda-templates/components/start-notice.tsx'
import { publishAgendaWithLetters } from '#app/features/change-letters/publish-agenda-with-letters.server.ts'
import { coPlannersOf, eventById, type CoPlanner } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { allows } from '#app/features/people/rules.ts'
import { TopicProposals, WaitingLink } from '#app/features/proposals/components/topic-proposals.tsx'
import { proposalsBeside, type Beside } from '#app/features/proposals/queries.server.ts'
import { LostTables } from '#app/features/table-places/components/lost-tables.tsx'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { Chip } from '#app/ui/chip.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { useLastAnswer } from '#app/ui/last-answer.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

// Yjs and the sockets come to the browser with this page only, and not before it can be read.
const AgendaEditor = lazy(async () => ({
  default: (await import('#app/features/agenda/components/agenda-editor.tsx')).AgendaEditor,
}))

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'seeAgendaDraft', scope)
  const { language } = context
  const name = `agenda/${event.id}`
  const open = event.state === 'draft' || event.state === 'published'
  const planners = await coPlannersOf(context.db.read, event.id)
  const lock = await agendaLock(context.db.read, event.id)
  const mayLock = open && allows(person, 'lockAgenda', scope)
  return {
    title: words(language)('agenda:pageTitle', { title: localText(event.title, language).text }),
    event: { id: event.id, startsAt: event.startsAt, endsAt: event.endsAt, timeZone: event.timeZone },
    language,
    textLanguage: agendaLanguage(event.languages),
    personId: person?.id ?? '',
    name,
    state: await context.live.state(name),
    items: await agendaFor(context.db.read, event.id),
    published: await publishedAgenda(context.db.read, event.id),
    planners: planners.map((planner) => ({
      id: planner.personId,
      name: planner.name,
      association: planner.association?.name ?? null,
      reads: planner.role === 'reader',
    })),
    associations: associationsOf(planners),
    beside: await proposalsBeside(context.db.read, event, person, context.now()),
    open,
    mayNamePlanners: open && allows(person, 'nameCoPlanners', scope),
    lock,
    mayLock,
    mayEdit: open && allows(person, 'planAgenda', scope) && (lock === null || mayLock),
    mayPublish: open && allows(person, 'publishAgenda', scope),
    mayEditEvent: open && allows(person, 'editEvent', scope),
  }
}

/** Whose people plan, each once: theirs may present. */
function associationsOf(planners: CoPlanner[]): { id: string; name: string }[] {
  const known = planners.flatMap(({ association }) => (association ? [association] : []))
  return known.filter(({ id }, place) => known.findIndex((each) => each.id === id) === place)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ''} – Kutsu` }]

export { keepPress as clientAction } from '#app/ui/last-answer.ts'

/** Publishes the draft. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'publishAgenda', scope)
  if (!person) throw new Response(null, { status: 403 })
  await context.live.settle(`agenda/${event.id}`)
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await publishAgendaWithLetters(context.db, { eventId: event.id, actor, now: context.now() })
  if (!outcome.ok) return data(outcome, 409)
  context.announce(eventChanged(event.id))
  context.wake('sendChanges')
  context.wake('deliverMail')
  return data(outcome)
}

export default function Agenda() {
  const {
    event,
    open,
    language,
    textLanguage,
    personId,
    name,
    state,
    items,
    published,
    associations,
    beside,
    lock,
    mayEdit,
    mayPublish,
    mayEditEvent,
  } = useLoaderData<typeof loader>()
  const outcome = useLastAnswer<typeof action>()
  const { t } = useTranslation(['agenda', 'history', 'changes'])
  const scripted = useScripted()
  // The open document goes on over its socket: what is loaded again is the event, the published version and the rights.
  useAnnouncements(eventChanged(event.id))

  const changesIn = (now: typeof items) => (published ? agendaChanges(published.items, now, event) : [])
  const publish = (now: typeof items) => (
    <Stack gap={14}>
      {mayEdit && now.length === 0 && <StartNotice eventId={event.id} />}
      <PublishLine
        items={now}
        published={published}
        mayPublish={mayPublish}
        told={changesIn(now).length > 0}
        zone={event.timeZone}
        language={language}
      />
      {changesIn(now).length > 0 && (
        <ChangeDetails summary={t('changes:draft', { count: changesIn(now).length })}>
          <ChangeList changes={changesIn(now)} zone={event.timeZone} language={language} textLanguage={textLanguage} />
        </ChangeDetails>
      )}
      {outcome?.ok && published && sameItems(now, published.items) && (
        <Notice role="status" tone="ok">
          {t('publish.done', { version: published.version })}
        </Notice>
      )}
    </Stack>
  )
  const readable = (
    <Stack gap={26}>
      {publish(items)}
      {items.length > 0 ? (
        <AgendaList
          items={items}
          startsAt={event.startsAt}
          zone={event.timeZone}
          language={language}
          textLanguage={textLanguage}
          {...(mayEdit && { action: (item) => <ItemLink eventId={event.id} item={item} /> })}
        />
      ) : (
        <p>{t('emptyRead')}</p>
      )}
      {mayEdit && <NewItemLink eventId={event.id} />}
    </Stack>
  )
  return (
    <Wrap padded>
      <TwoColumns
        side={
          <Stack gap={44}>
            <TopicProposals beside={beside} language={language} />
            <Planners />
          </Stack>
        }
      >
        <Stack gap={26}>
          <FormNews />
          <UnsentNotice />
          <WaitingLink beside={beside} />
          {!mayEdit && (
            <Notice>
              {open && lock
                ? t('lock.readOnly', lockWords(lock, event.timeZone, language))
                : t(open ? 'readOnly' : 'closed')}
            </Notice>
          )}
          {outcome && !outcome.ok && outcome.reason === 'tablesWithPeople' && (
            <LostTables tables={outcome.tables} eventId={event.id} />
          )}
          {outcome && !outcome.ok && outcome.reason !== 'tablesWithPeople' && (
            <Notice role="status" tone="warn">
              {t(`publish.reasons.${outcome.reason}`)}
            </Notice>
          )}
          {scripted ? (
            <Suspense fallback={readable}>
              <AgendaEditor
                event={event}
                language={language}
                textLanguage={textLanguage}
                personId={personId}
                name={name}
                state={state}
                mayEdit={mayEdit}
                associations={associations}
                proposers={proposersOf(beside)}
                history={`/events/${event.id}/agenda/history`}
                editEvent={mayEditEvent ? `/events/${event.id}/edit` : null}
                publish={publish}
              >
                {readable}
              </AgendaEditor>
            </Suspense>
          ) : (
            readable
          )}
          <Link to={`/events/${event.id}/agenda/history`}>{t('history:link')}</Link>
        </Stack>
      </TwoColumns>
    </Wrap>
  )
}

function proposersOf({ proposals }: Beside): Record<string, string> {
  return Object.fromEntries(proposals.flatMap(({ id, association }) => (association ? [[id, association.name]] : [])))
}

/** Who plans together, whether they are here now or not. */
function Planners() {
  const { event, planners, mayNamePlanners, lock, mayLock, language } = useLoaderData<typeof loader>()
  const { t } = useTranslation('agenda')
  return (
    <Section title={t('planners.title')}>
      <Stack gap={16}>
        {planners.length > 0 ? (
          <Lines>
            {planners.map(({ id, name, association, reads }) => (
              <Line key={id}>
                {name} {reads && <Chip>{t('planners.reads')}</Chip>}
                {association && <p className="small mute">{association}</p>}
              </Line>
            ))}
          </Lines>
        ) : (
          <p>{t('planners.nobody')}</p>
        )}
        {mayNamePlanners && <Link to={`/events/${event.id}/planners`}>{t('planners.name')}</Link>}
        {mayLock && <LockControl eventId={event.id} lock={lock} zone={event.timeZone} language={language} />}
      </Stack>
    </Section>
  )
}

const never = () => () => undefined

/** True once script runs: the server and the first drawing show what can be read without it. */
function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
