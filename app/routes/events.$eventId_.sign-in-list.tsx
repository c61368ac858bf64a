import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PrintButton } from '#app/features/agenda-sheet/components/print-button.tsx'
import css from '#app/features/attendance/components/sign-in-sheet.module.css'
import { SignInSheet } from '#app/features/attendance/components/sign-in-sheet.tsx'
import { invitedTo } from '#app/features/attendance/queries.server.ts'
import { marksTakenUntil } from '#app/features/attendance/rules.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stack, Wrap } from '#app/ui/page.tsx'

/** Who is expected, on paper, to be signed at the door. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  const { id, startsAt, endsAt, timeZone, title } = event
  const { language } = context
  return {
    event: { id, startsAt, endsAt, timeZone, title },
    rows: (await invitedTo(context.db.read, id)).filter(({ group }) => group === 'coming'),
    destroyBy: marksTakenUntil(event),
    language,
    title: words(language)('attendance:sheet.title', { title: localText(title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function SignInList() {
  const { event, rows, destroyBy, language } = useLoaderData<typeof loader>()
  const { t } = useTranslation('attendance')
  return (
    <Wrap padded>
      <Stack gap={26}>
        <div className={css.tools}>
          <h1>{t('sheet.heading')}</h1>
          <PrintButton />
          <Link to={`/events/${event.id}/invitations`}>{t('sheet.back')}</Link>
          {rows.length === 0 && <p>{t('sheet.nobody')}</p>}
        </div>
        <SignInSheet event={event} rows={rows} destroyBy={destroyBy} language={language} />
      </Stack>
    </Wrap>
  )
}
