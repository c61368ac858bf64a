import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { allows } from '#app/features/people/rules.ts'
import { HallScreen } from '#app/features/run/components/hall-screen.tsx'
import { RunNow } from '#app/features/run/components/run-now.tsx'
import { useClock } from '#app/features/run/components/use-clock.ts'
import { useRefresh } from '#app/features/run/components/use-refresh.ts'
import { runMarksOf } from '#app/features/run/queries.server.ts'
import { runOf } from '#app/features/run/rules.ts'
import { localText } from '#app/lib/languages.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Wrap } from '#app/ui/page.tsx'

/** What goes on now, for the screen of a hall and for anybody's phone. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  const scope = event && scopeOf(event)
  if (!event || !scope || !allows(context.person, 'readEvent', scope)) throw new Response(null, { status: 404 })
  const { id, startsAt, endsAt, timeZone, state } = event
  const name = localText(event.title, context.language)
  return {
    title: name.text,
    titleLanguage: name.lang,
    event: { id, startsAt, endsAt, timeZone },
    cancelled: state === 'cancelled',
    agenda: (await publishedAgenda(read, id))?.items ?? [],
    marks: await runMarksOf(read, id),
    now: context.now(),
    language: context.language,
    textLanguage: agendaLanguage(event.languages),
    signedIn: context.person !== null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function Now() {
  const { title, titleLanguage, event, cancelled, agenda, marks, now: served, ...page } = useLoaderData<typeof loader>()
  const { language, textLanguage, signedIn } = page
  const { t } = useTranslation('run')
  useAnnouncements(signedIn ? eventChanged(event.id) : null)
  useRefresh(!signedIn)
  const now = useClock(served)
  const run = runOf(agenda, marks, event, now)
  const trouble = cancelled ? 'cancelled' : agenda.length === 0 ? 'nothing' : null
  return (
    <Wrap padded>
      <HallScreen title={title} lang={titleLanguage === language ? undefined : titleLanguage}>
        {trouble ? (
          <Notice tone={cancelled ? 'alert' : 'info'}>{t(trouble)}</Notice>
        ) : (
          <RunNow run={run} now={now} zone={event.timeZone} language={language} textLanguage={textLanguage} large />
        )}
      </HallScreen>
      <p>
        <Link to={`/events/${event.id}`}>{t('toEvent')}</Link>
      </p>
      <noscript>
        <p>
          <a href={`/events/${event.id}/now`}>{t('again')}</a>
        </p>
      </noscript>
    </Wrap>
  )
}
