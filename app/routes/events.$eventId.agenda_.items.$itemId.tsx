import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { timed } from '#app/features/agenda/rules.ts'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { ItemPageForm, MoveButtons } from '#app/features/agenda-forms/components/item-page-form.tsx'
import { baseForm, emptyTyped, intentForm, inWords, itemForm, typedOf } from '#app/features/agenda-forms/forms.ts'
import { addAsTyped, besides, changeAsTyped, moveBy } from '#app/features/agenda-forms/live.ts'
import { editTrouble } from '#app/features/agenda-forms/rules.ts'
import { associationChoices } from '#app/features/directory/queries.server.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock } from '#app/lib/dates.ts'
import { shortId } from '#app/lib/ids.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args
  const { event, refusal, name } = await requireAgenda(args, 'planAgenda')
  const { language } = context
  const { read } = context.db
  await context.live.settle(name)
  const items = timed(await agendaFor(read, event.id), event.startsAt, event.timeZone)
  const item = items.find(({ id }) => id === params.itemId)
  // Of one that is gone the page still shows what was typed, when its form was refused.
  const beside = item ? besides(items, item.id) : []
  const associations = await associationChoices(read)
  return {
    eventId: event.id,
    pageTitle: words(language)('itemForm:editTitle'),
    item: item ? { id: item.id, title: item.title, within: item.within } : null,
    base: item ? typedOf(item) : emptyTyped,
    where: item && {
      place: beside.findIndex(({ id }) => id === item.id) + 1,
      count: beside.length,
      time: clock(item.startsAt, event.timeZone, language),
    },
    refusal,
    moved: new URL(request.url).searchParams.get('done') === 'moved',
    both: new URL(request.url).searchParams.get('kept') !== null,
    associations: associations.map(({ id, name: called }) => ({ id, name: called })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

/** Saves what was changed, and then moves the item where a move was asked for. */
export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args
  const { event, person, refusal, name } = await requireAgenda(args, 'planAgenda')
  const t = words(context.language)
  const itemId = params.itemId ?? ''
  const sent = await readForm(request)
  const associations = await associationChoices(context.db.read)
  const form = parseWithZod(sent, { schema: itemForm(associations.map(({ id }) => id)) })
  const base = baseForm.safeParse(Object.fromEntries(sent))
  if (!base.success) throw new Response(null, { status: 400 })
  const refuse = (reason: string, status: number) => {
    return data(inWords(form.reply({ formErrors: [reason] }), t), status)
  }
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  if (refusal) return refuse(refusal, 409)
  const typed = form.value
  const { intent } = intentForm.parse(Object.fromEntries(sent))
  const id = intent === 'saveAsNew' ? shortId() : itemId
  const item: { became: ReturnType<typeof changeAsTyped> } = { became: 'done' }
  const outcome = await context.live.edit(
    name,
    (doc) => {
      if (intent === 'saveAsNew') {
        addAsTyped(doc, id, typed, null)
        return
      }
      item.became = changeAsTyped(doc, id, base.data.base, typed)
      if (item.became !== 'gone' && intent !== 'save') moveBy(doc, id, intent)
    },
    person.id,
  )
  if (!outcome.ok) return refuse(editTrouble[outcome.reason], 409)
  if (item.became === 'gone') return refuse('gone', 409)
  await context.live.settle(name)
  const moved = intent !== 'save' && intent !== 'saveAsNew'
  const query = new URLSearchParams(item.became === 'both' ? { kept: '1' } : { done: moved ? 'moved' : 'saved' })
  const agenda = `/events/${event.id}/agenda`
  return redirect(moved ? `${agenda}/items/${id}?${query.toString()}` : `${agenda}?${query.toString()}#item-${id}`)
}

export default function EditItem() {
  const { eventId, item, base, where, refusal, moved, both, associations } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('itemForm')
  const agenda = `/events/${eventId}/agenda`
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('editTitle')}>
          <Stack gap={26}>
            {refusal && !result && <Notice tone="warn">{t(`errors.${refusal}`)}</Notice>}
            {both && !result && (
              <Notice tone="warn" role="status">
                {t('kept')}
              </Notice>
            )}
            {where &&
              (moved && !result ? (
                <Notice tone="ok" role="status">
                  {t('moved', where)}
                </Notice>
              ) : (
                <p className="mute">{t('where', where)}</p>
              ))}
            {!item && !result ? (
              <Notice actions={<Link to={agenda}>{t('back')}</Link>}>{t('goneRead')}</Notice>
            ) : (
              <ItemPageForm
                // After a move the form begins with what is there now.
                key={JSON.stringify(where)}
                base={base}
                associations={associations}
                result={result}
                inside={(item?.within ?? null) !== null}
                newId={null}
                gone={item === null}
                backTo={item ? `${agenda}#item-${item.id}` : agenda}
              >
                {item && <MoveButtons />}
              </ItemPageForm>
            )}
            {item && (
              <Row gap={20}>
                {item.within === null && <Link to={`${agenda}/items/new?within=${item.id}`}>{t('addWithin')}</Link>}
                <Link to={`${agenda}/items/${item.id}/remove`}>{t('remove')}</Link>
              </Row>
            )}
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
