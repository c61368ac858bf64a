import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { comingInCalendar } from '#app/features/calendar/queries.server.ts'
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { Home, type HomeProps } from '#app/features/events/components/home.tsx'
import { PublicCalendar } from '#app/features/events/components/public-calendar.tsx'
import { eventsByIds, eventsOf } from '#app/features/events/queries.server.ts'
import { convenerTasks, coPlannerTasks, forumsOfYear } from '#app/features/events/rules.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { coConvenedEvents, coOrganisedEvents } from '#app/features/organising/queries.server.ts'
import { withOthers } from '#app/features/organising/rules.ts'
import { needCounts, orderedNeeds } from '#app/features/needs/queries.server.ts'
import { openOrders } from '#app/features/needs/rules.ts'
import { allows, convenesFor, type Person } from '#app/features/people/rules.ts'
import { waitingProposals } from '#app/features/proposals/queries.server.ts'
import { RegisterLink } from '#app/features/open-registration/components/register-way.tsx'
import { openEventIds } from '#app/features/open-registration/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { pageMeta, publicPageMeta } from '#app/ui/page-meta.ts'

/** Both faces of the front page are read without script. */
export const handle = { script: false }

/** How many of the next events Home shows; all of them have a page of their own. */
const shownEvents = 5

/** The public calendar for everybody, Home for one who is signed in. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { person, language, baseUrl, db } = context
  const t = words(language)
  if (person) return { face: 'home' as const, home: await homeOf(context, person), title: t('events:home.title') }
  const events = await comingInCalendar(db.read, {}, context.now())
  const calendar = {
    language,
    now: context.now(),
    filter: {},
    events,
    open: await openEventIds(db.read, events, context.now()),
    organisers: (await allOrganisers(db.read)).map(({ id, name }) => ({ id, name })),
  }
  return {
    face: 'calendar' as const,
    calendar,
    title: t('events:calendar.title'),
    description: t('events:calendar.description'),
    baseUrl,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return []
  if (data.face === 'home') return pageMeta(data.title)
  // The calendar's own address is the one to remember.
  const { title, description, baseUrl, calendar } = data
  return publicPageMeta({ title, description, baseUrl, path: '/calendar', language: calendar.language })
}

export default function Front() {
  const page = useLoaderData<typeof loader>()
  if (page.face === 'home') return <Home {...page.home} />
  const { open, ...calendar } = page.calendar
  return (
    <PublicCalendar
      {...calendar}
      below={({ id, title }) =>
        open.includes(id) && <RegisterLink eventId={id} title={localText(title, calendar.language).text} />
      }
    />
  )
}

async function homeOf(context: AppLoadContext, person: Person): Promise<HomeProps> {
  const { read } = context.db
  const now = context.now()
  const mine = convenesFor(person)
  const own = await eventsOf(read, mine)
  const convened = withOthers(own, await coConvenedEvents(read, person.roles))
  const open = convened.filter((event) => event.endsAt > now || event.state === 'draft')
  const worked = await Promise.all(
    open.map(async (event) => {
      const answers = await invitationSummary(read, event.id)
      const agendaPublished = (await publishedAgenda(read, event.id)) !== null
      const proposals = await waitingProposals(read, event.id)
      const counts = await needCounts(read, context.secret, event.id)
      const waiting = openOrders(counts, await orderedNeeds(read, event.id), event, now)
      const orders = { count: waiting.length, by: waiting[0]?.by ?? event.startsAt }
      const progress = { agendaPublished, ...answers, unanswered: answers.none, proposals, orders }
      return { event, answers, tasks: convenerTasks(event, progress, now) }
    }),
  )
  const plannedIds = person.roles.flatMap(({ role, scopeId }) => (role === 'coPlanner' ? [scopeId] : []))
  const beside = withOthers(await eventsByIds(read, plannedIds), await coOrganisedEvents(read, mine))
  const planned = beside.filter((event) => event.endsAt > now && convened.every(({ id }) => id !== event.id))
  const plans = await Promise.all(
    planned.map(async (event) => {
      const published = (await publishedAgenda(read, event.id)) !== null
      return { event, tasks: coPlannerTasks(event, published, now) }
    }),
  )
  const organisers = (await allOrganisers(read)).filter(({ id }) => mine.includes(id))
  return {
    name: person.name,
    language: context.language,
    now,
    may: { create: allows(person, 'createEvent'), administer: allows(person, 'administer') },
    tasks: [...worked, ...plans]
      .flatMap(({ event, tasks }) =>
        tasks.map((task) => {
          const { id, title, startsAt, timeZone } = event
          return { ...task, event: { id, title, startsAt, timeZone } }
        }),
      )
      .sort((a, b) => a.due - b.due),
    coming: worked
      .filter(({ event }) => event.endsAt > now && event.state !== 'cancelled')
      .slice(0, shownEvents)
      .map(({ event, answers }) => ({ ...event, answers })),
    planned,
    forums: organisers.map(({ id, name }) => ({ organiserName: name, count: forumsOfYear(convened, id, now) })),
  }
}
