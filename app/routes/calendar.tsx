import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { comingInCalendar } from '#app/features/calendar/queries.server.ts'
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { PublicCalendar } from '#app/features/events/components/public-calendar.tsx'
import { calendarFilter } from '#app/features/events/forms.ts'
import { words } from '#app/i18n/translators.server.ts'
import { publicPageMeta } from '#app/ui/page-meta.ts'

/** Read and filtered without script. */
export const handle = { script: false }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const t = words(context.language)
  const { read } = context.db
  const filter = calendarFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  return {
    title: t('events:calendar.title'),
    description: t('events:calendar.description'),
    baseUrl: context.baseUrl,
    language: context.language,
    now: context.now(),
    filter,
    events: await comingInCalendar(read, filter, context.now()),
    organisers: (await allOrganisers(read)).map(({ id, name }) => ({ id, name })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? publicPageMeta({ ...data, path: '/calendar' }) : []

export default function Calendar() {
  const page = useLoaderData<typeof loader>()
  return <PublicCalendar {...page} />
}
