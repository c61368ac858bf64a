import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { associationChoices } from '#app/features/directory/queries.server.ts'
import { changePlanningRole } from '#app/features/events/change-planning-role.server.ts'
import { PlannerForm, PlannerList } from '#app/features/events/components/planners.tsx'
import { groupForm, inWords, namingAt, plannerForm } from '#app/features/events/forms.ts'
import { nameCoPlanner } from '#app/features/events/name-co-planner.server.ts'
import { coPlannersOf, eventById } from '#app/features/events/queries.server.ts'
import { removeCoPlanner } from '#app/features/events/remove-co-planner.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'nameCoPlanners', scopeOf(event))
  const associations = await associationChoices(read)
  const planners = await coPlannersOf(read, event.id)
  const named = new URL(request.url).searchParams.get('named')
  return {
    language: context.language,
    eventId: event.id,
    title: words(context.language)('events:planners.title'),
    open: event.state === 'draft' || event.state === 'published',
    planners,
    /** Who was just named, told once. */
    named: planners.find(({ personId }) => personId === named) ?? null,
    associations,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Names somebody, changes what they may do, or removes them. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'nameCoPlanners', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  const t = words(context.language)
  const doing = {
    eventId: event.id,
    actor: { kind: 'person', personId: person.id } as const,
    now: context.now(),
  }
  const sent = await readForm(request)
  const group = groupForm.safeParse(Object.fromEntries(sent))
  if (group.success) {
    const { intent, personId } = group.data
    if (intent === 'remove') await removeCoPlanner(context.db, { ...doing, personId })
    else await changePlanningRole(context.db, { ...doing, personId, role: intent })
    context.announce(eventChanged(event.id))
    return redirect(`/events/${event.id}/planners`)
  }
  const form = parseWithZod(sent, { schema: plannerForm })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  const outcome = await nameCoPlanner(context.db, { ...doing, ...form.value, baseUrl: context.baseUrl })
  if (!outcome.ok) {
    const fieldErrors = { [namingAt[outcome.reason]]: [outcome.reason] }
    return data(inWords(form.reply({ fieldErrors }), t), 409)
  }
  context.announce(eventChanged(event.id))
  context.wake('deliverMail')
  return redirect(`/events/${event.id}/planners?named=${outcome.personId}`)
}

export default function Planners() {
  const { eventId, planners, associations, named, open, language } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('events')
  return (
    <Wrap padded>
      <TwoColumns
        side={
          open && (
            <Section title={t('planners.add')}>
              {/* A new form for the next one: the last one's name and address are not offered again. */}
              <PlannerForm key={named?.personId} associations={associations} result={result} language={language} />
            </Section>
          )
        }
      >
        <Section
          title={t('planners.title')}
          aside={
            planners.length > 0 && <p className="mute small">{t('planners.countLine', { count: planners.length })}</p>
          }
        >
          <Stack gap={24}>
            {named && !result && (
              <Notice tone="ok" role="status">
                {t('planners.added', { name: named.name, email: named.email })}
              </Notice>
            )}
            <p className="mute">{t('planners.lead')}</p>
            <PlannerList planners={planners} />
            <p>
              <Link to={`/events/${eventId}/organisers`}>{t('next.organisers')}</Link>
            </p>
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
