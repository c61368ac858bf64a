import { getFormProps, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { cancelEventWithLetters } from '#app/features/change-letters/cancel-event-with-letters.server.ts'
import { cancelForm, inWords } from '#app/features/events/forms.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { UnsentNotice, useAnswer } from '#app/ui/keep-form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Prose, Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'editEvent', scopeOf(event))
  if (event.state !== 'published') throw redirect(`/events/${event.id}`)
  return {
    eventId: event.id,
    invited: (await invitationSummary(context.db.read, event.id)).invited > 0,
    title: words(context.language)('events:cancel.title'),
    first: context.language === 'sv' ? ('Sv' as const) : ('Fi' as const),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'editEvent', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  const t = words(context.language)
  const form = parseWithZod(await readForm(request), { schema: cancelForm })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  const outcome = await cancelEventWithLetters(context.db, {
    eventId: event.id,
    reason: form.value,
    actor: { kind: 'person', personId: person.id },
    now: context.now(),
  })
  if (!outcome.ok) return data(inWords(form.reply({ formErrors: [outcome.reason] }), t), 409)
  context.announce(eventChanged(event.id))
  context.wake('sendInvitations')
  context.wake('sendChanges')
  return redirect(`/events/${event.id}`)
}

export default function CancelEvent() {
  const { eventId, invited, first } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const [form, fields] = useForm({
    id: 'cancel',
    lastResult: result,
    defaultValue: { reasonFi: '', reasonSv: '', reasonEn: '' },
  })
  const { t } = useTranslation('events')
  const endings = first === 'Fi' ? (['Fi', 'Sv', 'En'] as const) : (['Sv', 'Fi', 'En'] as const)
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('cancel.title')}>
          <Form method="post" {...getFormProps(form)}>
            <Stack gap={24}>
              <ErrorSummary form={form} />
              <Prose>
                <ul>
                  <li>{t('cancel.effectPage')}</li>
                  <li>{t('cancel.effectFeed')}</li>
                  <li>{t('cancel.effectAnswers')}</li>
                  <li>{t('cancel.effectLetters')}</li>
                  {invited && <li>{t('cancel.effectInvited')}</li>}
                  <li>{t('cancel.effectFinal')}</li>
                </ul>
              </Prose>
              {endings.map((ending) => (
                <TextArea
                  key={ending}
                  label={t(`cancel.reason${ending}`)}
                  hint={ending === first ? t('cancel.reasonHint') : undefined}
                  optional={ending !== first}
                  rows={ending === first ? 3 : 2}
                  meta={fields[`reason${ending}`]}
                />
              ))}
              <UnsentNotice />
              <Row gap={20}>
                <Button variant="danger">{t('cancel.submit')}</Button>
                <Link to={`/events/${eventId}`}>{t('cancel.back')}</Link>
              </Row>
            </Stack>
          </Form>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
