import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { ProposalList } from '#app/features/proposals/components/proposal-list.tsx'
import { proposalsBeside } from '#app/features/proposals/queries.server.ts'
import { isOpen } from '#app/features/proposals/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

/** All that was proposed to an event, for its planners and, once it is public, for members of associations. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'seeProposals', scope)
  const { language } = context
  return {
    title: words(language)('proposals:pageTitle', { title: localText(event.title, language).text }),
    language,
    open: isOpen(event, context.now()),
    beside: await proposalsBeside(context.db.read, event, person, context.now()),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function Proposals() {
  const { language, open, beside } = useLoaderData<typeof loader>()
  const { t } = useTranslation('proposals')
  useAnnouncements(eventChanged(beside.eventId))
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section
          title={t('title')}
          aside={
            beside.may.propose && (
              <ButtonLink phoneWide to={`/events/${beside.eventId}/proposals/new`}>
                {t('propose')}
              </ButtonLink>
            )
          }
        >
          <Stack gap={34}>
            {open ? <p className="mute">{t('lead')}</p> : <Notice>{t('closed')}</Notice>}
            {beside.may.decide && (
              <p>
                <Link to={`/events/${beside.eventId}/survey`}>{t('survey')}</Link>
              </p>
            )}
            <ProposalList beside={beside} language={language} />
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
