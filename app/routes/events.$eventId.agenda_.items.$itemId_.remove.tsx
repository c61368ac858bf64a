import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { removeItem } from '#app/features/agenda/live.ts'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { itemsWithin } from '#app/features/agenda/rules.ts'
import { editTrouble } from '#app/features/agenda-forms/rules.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Prose, Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args
  const { event, refusal, name } = await requireAgenda(args, 'planAgenda')
  await context.live.settle(name)
  const items = await agendaFor(context.db.read, event.id)
  const item = items.find(({ id }) => id === params.itemId)
  // Somebody was quicker: that is what was wanted.
  if (!item) throw redirect(`/events/${event.id}/agenda`)
  return {
    eventId: event.id,
    pageTitle: words(context.language)('itemForm:removal.title'),
    itemId: item.id,
    title: item.title,
    inside: itemsWithin(items, item.id).length,
    refusal,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args
  const { event, person, refusal, name } = await requireAgenda(args, 'planAgenda')
  if (refusal) return data({ reason: refusal }, 409)
  const outcome = await context.live.edit(name, (doc) => removeItem(doc, params.itemId ?? ''), person.id)
  if (!outcome.ok) return data({ reason: editTrouble[outcome.reason] }, 409)
  await context.live.settle(name)
  return redirect(`/events/${event.id}/agenda?done=removed`)
}

export default function RemoveItem() {
  const { eventId, itemId, title, inside, refusal } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation(['itemForm', 'agenda'])
  const reason = refused?.reason ?? refusal
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('itemForm:removal.title')}>
          <Form method="post">
            <Stack gap={24}>
              {reason && <Notice tone="alert" role="alert" title={t(`itemForm:errors.${reason}`)} />}
              <Prose>
                <p>{t('itemForm:removal.lead', { title: title.trim() || t('agenda:untitled') })}</p>
                {inside > 0 && <p>{t('itemForm:removal.within', { count: inside })}</p>}
                <p>{t('itemForm:removal.undo')}</p>
              </Prose>
              <Row gap={20}>
                {!refusal && <Button variant="danger">{t('itemForm:removal.submit')}</Button>}
                <Link to={`/events/${eventId}/agenda/items/${itemId}`}>{t('itemForm:back')}</Link>
              </Row>
            </Stack>
          </Form>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
