import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { AnswerNews } from '#app/features/invitations/components/answer-news.tsx'
import { listLength } from '#app/features/invitations/rules.ts'
import { ShareList } from '#app/features/organising/components/share-list.tsx'
import { ShareTotals } from '#app/features/organising/components/share-totals.tsx'
import { shareOf } from '#app/features/organising/queries.server.ts'
import { shareParts } from '#app/features/organising/rules.ts'
import { convenesFor } from '#app/features/people/rules.ts'
import { requirePermission, requirePerson } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, Wrap } from '#app/ui/page.tsx'
import { Segments } from '#app/ui/segments.tsx'
import { SplitBar } from '#app/ui/split-bar.tsx'

/** A co-organiser's share of the answers (FOR-4): their own people by name, everybody in numbers. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'seeShare', scopeOf(event))
  const { language } = context
  const { searchParams } = new URL(request.url)
  const part = shareParts.find((each) => each === searchParams.get('part')) ?? 'answered'
  const page = Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1)
  const mine = convenesFor(requirePerson({ request, context }))
  return {
    eventId: event.id,
    zone: event.timeZone,
    ...(await shareOf(context.db.read, event, mine, { part, page })),
    part,
    page,
    language,
    title: words(language)('organising:share.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function SharePage() {
  const { eventId, zone, organisers, totals, own, rows, part, page, language } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['organising', 'invitations'])
  useAnnouncements(eventChanged(eventId))
  const address = `/events/${eventId}/invitations/share`
  const answered = own.invited - own.none
  const counts = { answered, none: own.none }
  const invited = totals.reduce((sum, row) => sum + row.invited, 0)
  return (
    <Wrap padded>
      <AnswerNews answered={answered} />
      <Stack gap={46}>
        <p className="mute">
          {t('share.lead', { organisers: organisers.map(({ name }) => localText(name, language).text).join(', ') })}
        </p>
        {invited === 0 ? (
          <Empty title={t('share.nobody')}>{t('share.nobodyText')}</Empty>
        ) : (
          <>
            {own.invited === 0 ? (
              <Empty title={t('share.noneOwn')} />
            ) : (
              <Section title={t('invitations:list.answered', { count: answered, invited: own.invited })}>
                <Stack gap={22}>
                  <SplitBar
                    parts={[
                      { tone: 'ok', count: own.yes, label: t('invitations:list.yes') },
                      { tone: 'warn', count: own.maybe, label: t('invitations:list.maybe') },
                      ...(own.waiting > 0
                        ? [{ tone: 'wait' as const, count: own.waiting, label: t('invitations:list.waiting') }]
                        : []),
                      { tone: 'neutral', count: own.no, label: t('invitations:list.no') },
                      { tone: 'open', count: own.none, label: t('invitations:list.none') },
                    ]}
                  />
                  <p className="mute">{t('invitations:list.coming', { count: own.people })}</p>
                  <Segments
                    label={t('invitations:list.parts')}
                    items={shareParts.map((each) => ({
                      to: `${address}?part=${each}`,
                      label: t(`invitations:list.part.${each}`),
                      count: counts[each],
                      current: each === part,
                    }))}
                  />
                  <ShareList rows={rows} part={part} zone={zone} language={language} />
                  <Pager
                    page={page}
                    pages={Math.ceil(counts[part] / listLength)}
                    addressOf={(wanted) => `${address}?part=${part}&page=${String(wanted)}`}
                  />
                </Stack>
              </Section>
            )}
            <ShareTotals totals={totals} language={language} />
          </>
        )}
      </Stack>
    </Wrap>
  )
}
