import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PrintButton } from '#app/features/agenda-sheet/components/print-button.tsx'
import { erasedAt } from '#app/features/guests/rules.ts'
import { ParticipantSheet } from '#app/features/participants/components/participant-sheet.tsx'
import { comingParties } from '#app/features/participants/queries.server.ts'
import { participantList } from '#app/features/participants/rules.ts'
import { requireAnswers } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { dayAndYear } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Wrap } from '#app/ui/page.tsx'

/** Who comes, on paper. Those who wait for a seat are not on it. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireAnswers(asking)
  const { db, language, now } = asking.context
  const parties = (await comingParties(db.read, event.id, null)).filter(({ place }) => place === 'seat')
  const { timeZone: zone, attendanceMode: mode } = event
  return {
    event,
    language,
    participants: participantList(parties, mode, language),
    destroyBy: dayAndYear(erasedAt(event), zone, language),
    printed: dayAndYear(now(), zone, language),
    title: words(language)('participants:sheet.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  ...pageMeta(page?.title ?? ''),
  { name: 'robots', content: 'noindex' },
]

export default function PrintParticipants() {
  const { event, ...page } = useLoaderData<typeof loader>()
  const { t } = useTranslation('participants')
  return (
    <Wrap padded>
      <ParticipantSheet
        event={event}
        participants={page.participants}
        how={event.attendanceMode === 'hybrid'}
        destroyBy={page.destroyBy}
        printed={page.printed}
        language={page.language}
        tools={
          <>
            <PrintButton />
            <Link to={`/events/${event.id}/invitations/participants`}>{t('sheet.back')}</Link>
          </>
        }
      />
    </Wrap>
  )
}
