import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PrintButton } from '#app/features/agenda-sheet/components/print-button.tsx'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { DoorList } from '#app/features/table-places/components/door-list.tsx'
import css from '#app/features/table-places/components/door-list.module.css'
import { tableStandings } from '#app/features/table-places/queries.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { dayAndYear, weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stack, Wrap } from '#app/ui/page.tsx'

/** How long a printed list may be kept after the event (LOOK 8). */
const keptFor = 30 * 86_400_000

/** Who sits at which table, a sheet for each door. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { language } = context
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  const textLanguage = agendaLanguage(event.languages)
  const title = localText(event.title, language).text
  return {
    eventId: event.id,
    eventLine: `${title}, ${weekdayAndDay(event.startsAt, event.timeZone, language)}`,
    zone: event.timeZone,
    language,
    textLang: textLanguage === language ? undefined : textLanguage,
    groups: await tableStandings(context.db.read, event),
    destroyBy: dayAndYear(event.endsAt + keptFor, event.timeZone, language),
    title: words(language)('tablePlaces:doors.title', { title }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function DoorLists() {
  const { eventId, groups, title, ...rest } = useLoaderData<typeof loader>()
  const { t } = useTranslation('tablePlaces')
  return (
    <Wrap padded>
      <Stack gap={26}>
        <div className={css.tools}>
          <h1>{title}</h1>
          <PrintButton />
          <Link to={`/events/${eventId}/invitations/tables`}>{t('doors.back')}</Link>
        </div>
        {groups.length === 0 && <p>{t('page.emptyTitle')}</p>}
        <div>
          {groups.flatMap(({ tables, startsAt, endsAt }) =>
            tables.map((table) => (
              <DoorList key={table.id} table={table} startsAt={startsAt} endsAt={endsAt} {...rest} />
            )),
          )}
        </div>
      </Stack>
    </Wrap>
  )
}
