import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { agendaLanguage, totalMinutes } from '#app/features/agenda/rules.ts'
import { ChangeFacts } from '#app/features/agenda-history/components/change-facts.tsx'
import css from '#app/features/agenda-history/components/history.module.css'
import { useVersionName } from '#app/features/agenda-history/components/version-list.tsx'
import { versionByRef, versionsOf } from '#app/features/agenda-history/queries.server.ts'
import { changesBetween } from '#app/features/agenda-history/rules.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { duration } from '#app/lib/dates.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, Wrap } from '#app/ui/page.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { event, name } = await requireAgenda(args, 'seeAgendaDraft')
  const { read } = context.db
  const query = new URL(request.url).searchParams
  await context.live.settle(name)
  const versions = await versionsOf(read, event.id)
  const from = await versionByRef(read, event.id, query.get('from') ?? versions[0]?.ref ?? 'now')
  const to = await versionByRef(read, event.id, query.get('to') ?? 'now')
  if (!from || !to) throw new Response(null, { status: 404 })
  return {
    eventId: event.id,
    startsAt: event.startsAt,
    zone: event.timeZone,
    language: context.language,
    textLanguage: agendaLanguage(event.languages),
    pageTitle: words(context.language)('history:compare.pageTitle'),
    choices: [{ ref: 'now', at: 0, cause: 'now' as const, version: null }, ...versions],
    from,
    to,
    changes: changesBetween(from.items, to.items),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export default function Compare() {
  const { eventId, zone, language, textLanguage, choices, from, to, changes } = useLoaderData<typeof loader>()
  const { t } = useTranslation('history')
  const nameOf = useVersionName({ zone, language })
  const options = choices.map((choice) => (
    <option key={choice.ref} value={choice.ref}>
      {nameOf(choice)}
    </option>
  ))
  return (
    <Wrap padded>
      <Stack gap={44}>
        <Section
          title={t('compare.pageTitle')}
          aside={<Link to={`/events/${eventId}/agenda/history`}>{t('backToHistory')}</Link>}
        >
          <Form method="get" key={`${from.ref} ${to.ref}`}>
            <div className={css.choice}>
              <SelectField label={t('compare.from')} name="from" defaultValue={from.ref}>
                {options}
              </SelectField>
              <SelectField label={t('compare.to')} name="to" defaultValue={to.ref}>
                {options}
              </SelectField>
              <Button variant="outlined">{t('compare.submit')}</Button>
            </div>
          </Form>
        </Section>
        <Section title={changes.length === 0 ? t('compare.same') : t('compare.count', { count: changes.length })}>
          {changes.length > 0 && (
            <ChangeFacts changes={changes} zone={zone} language={language} textLanguage={textLanguage} />
          )}
        </Section>
        <div className={css.pair}>
          <Whole state={from} />
          <Whole state={to} />
        </div>
      </Stack>
    </Wrap>
  )
}

/** The agenda of one version. */
function Whole({ state }: { state: ReturnType<typeof useLoaderData<typeof loader>>['from'] }) {
  const { startsAt, zone, language, textLanguage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('history')
  const nameOf = useVersionName({ zone, language })
  return (
    <Section title={nameOf(state)}>
      {state.items.length === 0 ? (
        <p>{t('compare.empty')}</p>
      ) : (
        <Stack gap={16}>
          <AgendaList
            items={state.items}
            startsAt={startsAt}
            zone={zone}
            language={language}
            textLanguage={textLanguage}
            headingLevel={3}
          />
          <p className="mute">{t('compare.total', { total: duration(totalMinutes(state.items)) })}</p>
        </Stack>
      )}
    </Section>
  )
}
