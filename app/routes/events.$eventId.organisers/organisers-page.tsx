import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { CoOrganiserForm, CoOrganiserList } from '#app/features/organising/components/co-organisers.tsx'
import { CoConvenerForm, ConvenerList } from '#app/features/organising/components/conveners.tsx'
import { HandoverForm } from '#app/features/organising/components/handover-form.tsx'
import { HandoverNews } from '#app/features/organising/components/handover-news.tsx'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'
import type { action, loader } from '#app/routes/events.$eventId.organisers/route.tsx'

/** Who organises and who convenes, on the left; handing the event over beside it. */
export function OrganisersPage() {
  const page = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('organising')
  const { event, open, language, done } = page
  const replyTo = (intent: string) => (result?.intent === intent ? result.reply : undefined)
  return (
    <Wrap padded>
      <Stack gap={30}>
        {done && !result && (
          <Notice tone="ok" role="status">
            {t(`done.${done}`, { to: event.convener?.name })}
          </Notice>
        )}
        {result?.refused && <Notice tone="alert" role="alert" title={result.refused} />}
        <TwoColumns
          side={
            <Section title={t('handover.title')}>
              <HandoverForm
                key={event.convenerId}
                successors={page.successors}
                result={replyTo('handOver')}
                language={language}
              />
            </Section>
          }
        >
          <Stack gap={56}>
            {!open && <Notice>{t('page.over')}</Notice>}
            <Section title={t('coOrganisers.title')}>
              <Stack gap={24}>
                <p className="mute">{t('coOrganisers.lead')}</p>
                <CoOrganiserList coOrganisers={page.coOrganisers} language={language} />
                {open && (
                  <CoOrganiserForm
                    // A new form for the next one.
                    key={page.coOrganisers.length}
                    organisers={page.organisers}
                    result={replyTo('nameCoOrganiser')}
                    language={language}
                  />
                )}
              </Stack>
            </Section>
            <Section title={t('conveners.title')}>
              <Stack gap={24}>
                <p className="mute">{t('conveners.lead')}</p>
                <ConvenerList convener={event.convener} coConveners={page.coConveners} me={page.me} />
                {page.handover && <HandoverNews {...page.handover} zone={event.timeZone} language={language} />}
              </Stack>
            </Section>
            {open && (
              <Section title={t('conveners.add')}>
                <CoConvenerForm
                  key={page.coConveners.length}
                  associations={page.associations}
                  result={replyTo('nameCoConvener')}
                  language={language}
                />
              </Section>
            )}
            <p>
              <Link to={`/events/${event.id}/planners`}>{t('page.toPlanners')}</Link>
            </p>
          </Stack>
        </TwoColumns>
      </Stack>
    </Wrap>
  )
}
