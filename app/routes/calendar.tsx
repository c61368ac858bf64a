import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { comingInCalendar } from '#app/features/calendar/queries.server.ts'
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { PublicCalendar } from '#app/features/events/components/public-calendar.tsx'
import { calendarFilter } from '#app/features/events/forms.ts'
import { RegisterLink } from '#app/features/open-registration/components/register-way.tsx'
import { openEventIds } from '#app/features/open-registration/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { publicPageMeta } from '#app/ui/page-meta.ts'

/** Read and filtered without script. */
export const handle = { script: false }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const t = words(context.language)
  const { read } = context.db
  const filter = calendarFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const events = await comingInCalendar(read, filter, context.now())
  return {
    title: t('events:calendar.title'),
    description: t('events:calendar.description'),
    baseUrl: context.baseUrl,
    language: context.language,
    now: context.now(),
    filter,
    events,
    open: await openEventIds(read, events, context.now()),
    organisers: (await allOrganisers(read)).map(({ id, name }) => ({ id, name })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? publicPageMeta({ ...data, path: '/calendar' }) : []

export default function Calendar() {
  const page = useLoaderData<typeof loader>()
  return (
    <PublicCalendar
      {...page}
      below={({ id, title }) =>
        page.open.includes(id) && <RegisterLink eventId={id} title={localText(title, page.language).text} />
      }
    />
  )
}
