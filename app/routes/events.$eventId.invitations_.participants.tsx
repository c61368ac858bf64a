import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged, hasOnline } from '#app/features/events/rules.ts'
import { listLength, onlineOf } from '#app/features/invitations/rules.ts'
import { ComingTable } from '#app/features/participants/components/coming-table.tsx'
import { TallyTable } from '#app/features/participants/components/tally-table.tsx'
import { comingParties, countedAnswers, organiserNames } from '#app/features/participants/queries.server.ts'
import { talliesByGroup, talliesByOrganiser, tallyOf, views } from '#app/features/participants/rules.ts'
import { answersOfEvent, questionsOf } from '#app/features/questions/queries.server.ts'
import { missingAnswers } from '#app/features/questions/rules.ts'
import { requireAnswers } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, Wrap } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Segments } from '#app/ui/segments.tsx'

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireAnswers(asking)
  const { request, context } = asking
  const { language } = context
  const { read } = context.db
  const { searchParams } = new URL(request.url)
  const view = views.find((one) => one === searchParams.get('by')) ?? 'group'
  const page = Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1)
  const mode = event.attendanceMode
  const counted = await countedAnswers(read, event.id)
  const t = words(language)
  const ids = [...new Set(counted.flatMap(({ organiserId }) => organiserId ?? []))]
  const total = tallyOf(counted, mode)
  const tallies = {
    group: () => talliesByGroup(counted, mode).map((one) => ({ ...one, name: t(`participants:groups.${one.key}`) })),
    municipality: async () =>
      talliesByOrganiser(counted, await organiserNames(read, ids), mode, language).map((one) => ({
        key: one.key ?? 'unknown',
        name: one.name ?? t('participants:unknown'),
        tally: one.tally,
      })),
  }
  const required = (await questionsOf(read, event.id)).filter((one) => one.required)
  const answers = required.length > 0 && view === 'organisation' ? await answersOfEvent(read, event.id) : null
  const coming = view === 'organisation' ? await comingParties(read, event.id, page) : []
  return {
    eventId: event.id,
    language,
    view,
    page,
    pages: Math.ceil((total.yes + total.waiting) / listLength),
    total,
    online: hasOnline(mode),
    tallies: view === 'organisation' ? [] : await tallies[view](),
    coming: coming.map((party) => ({
      ...party,
      far: onlineOf(mode, party),
      missing: missingAnswers(required, answers?.get(party.id) ?? {}).length,
    })),
    asks: required.length > 0,
    title: t('participants:title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function Participants() {
  const { eventId, language, view, page, pages, total, online, tallies, coming, asks } = useLoaderData<typeof loader>()
  const { t } = useTranslation('participants')
  useAnnouncements(eventChanged(eventId))
  const address = `/events/${eventId}/invitations/participants`
  const file = (ending: string) => `/events/${eventId}/${ending}?lang=${language}`
  return (
    <Wrap padded>
      <Stack gap={46}>
        <Section title={t('heading')}>
          <Stack gap={22}>
            <p className="lead">
              {t('coming', { count: total.people })}{' '}
              {total.online > 0 &&
                (total.online === total.people ? t('onlineAll') : t('online', { count: total.online }))}
            </p>
            {total.invited === 0 ? (
              <p>{t('empty')}</p>
            ) : (
              <>
                <Segments
                  label={t('views')}
                  items={views.map((one) => ({
                    to: `${address}?by=${one}`,
                    label: t(`view.${one}`),
                    current: one === view,
                  }))}
                />
                {view === 'organisation' ? (
                  <>
                    <ComingTable rows={coming} online={online} asks={asks} />
                    <Pager
                      page={page}
                      pages={pages}
                      addressOf={(wanted) => `${address}?by=organisation&page=${String(wanted)}`}
                    />
                  </>
                ) : (
                  <>
                    <TallyTable view={view} rows={tallies} total={total} online={online} />
                    <p className="small mute">{t('rule')}</p>
                  </>
                )}
              </>
            )}
          </Stack>
        </Section>
        <Section title={t('files')}>
          <Stack gap={12}>
            <p className="mute">{t('filesText')}</p>
            <ul>
              <li>
                <a href={file('answers.xlsx')}>{t('xlsx')}</a>
              </li>
              <li>
                <a href={file('answers.csv')}>{t('csv')}</a>
              </li>
              <li>
                <Link to={`/events/${eventId}/participants/print`}>{t('print')}</Link>
              </li>
            </ul>
          </Stack>
        </Section>
        <Link to={`/events/${eventId}/invitations`}>{t('back')}</Link>
      </Stack>
    </Wrap>
  )
}
