import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { MainPress } from '#app/features/run/components/main-press.tsx'
import { RunList } from '#app/features/run/components/run-list.tsx'
import { RunNow } from '#app/features/run/components/run-now.tsx'
import { useClock } from '#app/features/run/components/use-clock.ts'
import { runForm } from '#app/features/run/forms.ts'
import { markItem } from '#app/features/run/mark-item.server.ts'
import { runMarksOf } from '#app/features/run/queries.server.ts'
import { runOf, runRefusal } from '#app/features/run/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

/** The day, in the facilitator's hand. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'runEvent', scopeOf(event))
  const now = context.now()
  const { id, startsAt, endsAt, timeZone } = event
  return {
    title: words(context.language)('run:title'),
    event: { id, startsAt, endsAt, timeZone },
    agenda: (await publishedAgenda(read, id))?.items ?? [],
    marks: await runMarksOf(read, id),
    refusal: runRefusal(event, now),
    now,
    language: context.language,
    textLanguage: agendaLanguage(event.languages),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** One press of the facilitator. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'runEvent', scope)
  if (!person) throw new Response(null, { status: 403 })
  const form = runForm.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success) return data({ reason: 'unknownItem' as const }, 400)
  const actor = { kind: 'person', personId: person.id } as const
  const { itemId, press: change } = form.data
  const outcome = await markItem(context.db, { eventId: event.id, itemId, change, actor, now: context.now() })
  if (!outcome.ok) return data({ reason: outcome.reason }, 409)
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/run`)
}

export default function RunPage() {
  const { event, agenda, marks, refusal, now: served, language, textLanguage } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('run')
  useAnnouncements(eventChanged(event.id))
  const now = useClock(served)
  const run = runOf(agenda, marks, event, now)
  const shown = { run, zone: event.timeZone, language, textLanguage }
  const trouble = refused?.reason ?? refusal
  return (
    <Wrap padded>
      <TwoColumns
        side={
          agenda.length > 0 && (
            <Section title={t('screen.title')}>
              <Stack gap={12}>
                <p>{t('screen.text')}</p>
                <Link to={`/events/${event.id}/now`}>{t('screen.open')}</Link>
              </Stack>
            </Section>
          )
        }
      >
        <Stack gap={26}>
          {trouble && (
            <Notice tone={refused ? 'warn' : 'info'} role={refused ? 'alert' : undefined}>
              {t(`reasons.${trouble}`)}
            </Notice>
          )}
          {agenda.length === 0 ? (
            <Notice actions={<Link to={`/events/${event.id}/agenda`}>{t('toAgenda')}</Link>}>{t('noAgenda')}</Notice>
          ) : (
            <>
              <RunNow {...shown} now={now} />
              {refusal === null && <MainPress run={run} />}
              {run.late !== 0 && <p>{t(run.late > 0 ? 'late' : 'early', { count: Math.abs(run.late) })}</p>}
              <Section title={t('list')}>
                <RunList {...shown} mayRun={refusal === null} />
              </Section>
            </>
          )}
        </Stack>
      </TwoColumns>
    </Wrap>
  )
}
