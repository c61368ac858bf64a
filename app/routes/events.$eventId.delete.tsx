import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { sentenceOf } from '#app/features/events/forms.ts'
import { coPlannersOf, eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { proposalsOf } from '#app/features/proposals/queries.server.ts'
import { deleteDraftEventWithSurvey } from '#app/features/topic-surveys/delete-draft-event-with-survey.server.ts'
import { surveyOfEvent } from '#app/features/topic-surveys/queries.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Prose, Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

/** Names what goes before it goes (ruling: deleting drafts). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'editEvent', scopeOf(event))
  if (event.state !== 'draft') throw redirect(`/events/${event.id}`)
  return {
    eventId: event.id,
    pageTitle: words(context.language)('events:delete.title'),
    title: localText(event.title, context.language).text,
    items: (await agendaFor(read, event.id)).length,
    proposals: (await proposalsOf(read, event.id)).length,
    survey: (await surveyOfEvent(read, event.id)) !== null,
    planners: (await coPlannersOf(read, event.id)).length,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'editEvent', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await deleteDraftEventWithSurvey(context.db, { eventId: event.id, actor, now: context.now() })
  if (!outcome.ok) return data({ trouble: sentenceOf(outcome.reason, words(context.language)) }, 409)
  await context.live.forget(`agenda/${event.id}`)
  context.announce(eventChanged(event.id))
  return redirect('/events?done=deleted')
}

export default function DeleteDraft() {
  const { eventId, title, items, proposals, survey, planners } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation(['events', 'topicSurveys'])
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('delete.title')}>
          <Form method="post">
            <Stack gap={24}>
              {refused && <Notice tone="alert" role="alert" title={refused.trouble} />}
              <Prose>
                <p>{t('delete.goes')}</p>
                <ul>
                  <li>{t('delete.goesEvent', { title })}</li>
                  <li>{t('delete.goesAgenda', { count: items })}</li>
                  {proposals > 0 && <li>{t('delete.goesProposals', { count: proposals })}</li>}
                  {survey && <li>{t('topicSurveys:goes')}</li>}
                  {planners > 0 && <li>{t('delete.goesPlanners', { count: planners })}</li>}
                </ul>
              </Prose>
              <Row gap={20}>
                <Button variant="danger">{t('delete.submit')}</Button>
                <Link to={`/events/${eventId}`}>{t('delete.back')}</Link>
              </Row>
            </Stack>
          </Form>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
