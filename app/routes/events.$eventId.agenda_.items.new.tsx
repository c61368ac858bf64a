import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { ItemPageForm } from '#app/features/agenda-forms/components/item-page-form.tsx'
import { emptyTyped, inWords, itemForm, newItemForm } from '#app/features/agenda-forms/forms.ts'
import { addAsTyped } from '#app/features/agenda-forms/live.ts'
import { editTrouble } from '#app/features/agenda-forms/rules.ts'
import { associationChoices } from '#app/features/directory/queries.server.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { shortId } from '#app/lib/ids.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** `?within=`: a table or track, side by side with others in that item. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { event, refusal, name } = await requireAgenda(args, 'planAgenda')
  await context.live.settle(name)
  const within = new URL(request.url).searchParams.get('within')
  const around = (await agendaFor(context.db.read, event.id)).find(({ id }) => id === within)
  if (within !== null && around?.within !== null) throw new Response(null, { status: 404 })
  const associations = await associationChoices(context.db.read)
  return {
    eventId: event.id,
    pageTitle: words(context.language)('itemForm:newTitle'),
    around: around ? { id: around.id, title: around.title } : null,
    base: around ? { ...emptyTyped, kind: around.kind, minutes: around.minutes } : emptyTyped,
    newId: shortId(),
    refusal,
    associations: associations.map(({ id, name: called }) => ({ id, name: called })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { event, person, refusal, name } = await requireAgenda(args, 'planAgenda')
  const t = words(context.language)
  const sent = await readForm(request)
  const made = newItemForm.safeParse(Object.fromEntries(sent))
  if (!made.success) throw new Response(null, { status: 400 })
  const associations = await associationChoices(context.db.read)
  const form = parseWithZod(sent, { schema: itemForm(associations.map(({ id }) => id)) })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  if (refusal) return data(inWords(form.reply({ formErrors: [refusal] }), t), 409)
  const within = new URL(request.url).searchParams.get('within')
  const { itemId } = made.data
  const typed = form.value
  const outcome = await context.live.edit(name, (doc) => addAsTyped(doc, itemId, typed, within), person.id)
  if (!outcome.ok) return data(inWords(form.reply({ formErrors: [editTrouble[outcome.reason]] }), t), 409)
  await context.live.settle(name)
  return redirect(`/events/${event.id}/agenda?done=saved#item-${itemId}`)
}

export default function NewItem() {
  const { eventId, around, base, newId, refusal, associations } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('itemForm')
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={around ? t('newWithin', { title: around.title }) : t('newTitle')}>
          <Stack gap={26}>
            {refusal && !result && <Notice tone="warn">{t(`errors.${refusal}`)}</Notice>}
            <ItemPageForm
              base={base}
              associations={associations}
              result={result}
              inside={around !== null}
              newId={newId}
              backTo={`/events/${eventId}/agenda`}
            />
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
