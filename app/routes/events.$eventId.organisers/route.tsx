import { parseWithZod } from '@conform-to/zod/v4'
import {
  data,
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import type { z } from 'zod'
import { allOrganisers, associationChoices } from '#app/features/directory/queries.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import {
  coConvenerForm,
  coOrganiserForm,
  handoverForm,
  organisingSentence,
  organisingWords,
  refusedAt,
  removalForm,
} from '#app/features/organising/forms.ts'
import { handOverEvent } from '#app/features/organising/hand-over-event.server.ts'
import { nameCoConvener } from '#app/features/organising/name-co-convener.server.ts'
import { nameCoOrganiser } from '#app/features/organising/name-co-organiser.server.ts'
import { coConvenersOf, lastHandover, liaisonsOf, possibleSuccessors } from '#app/features/organising/queries.server.ts'
import { removeCoConvener } from '#app/features/organising/remove-co-convener.server.ts'
import { removeCoOrganiser } from '#app/features/organising/remove-co-organiser.server.ts'
import { organisingDone, type OrganisingError } from '#app/features/organising/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export { OrganisersPage as default } from '#app/routes/events.$eventId.organisers/organisers-page.tsx'
export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** The event, for one who convenes it. */
async function requireEvent({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'nameOrganisers', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  return { event, person }
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { language, db } = asking.context
  const { read } = db
  const named = event.coOrganisers.map(({ id }) => id)
  const liaisons = await liaisonsOf(read, named)
  const done = new URL(asking.request.url).searchParams.get('done')
  return {
    event,
    me: person.id,
    language,
    title: words(language)('organising:page.meta', { title: localText(event.title, language).text }),
    open: event.state === 'draft' || event.state === 'published',
    coOrganisers: event.coOrganisers.map(({ id, name }) => ({
      id,
      name,
      liaisons: liaisons.filter(({ organiserId }) => organiserId === id).map((liaison) => liaison.name),
    })),
    organisers: (await allOrganisers(read))
      .filter(({ id }) => id !== event.organiserId && !named.includes(id))
      .map(({ id, name }) => ({ id, name })),
    coConveners: await coConvenersOf(read, event.id),
    associations: await associationChoices(read),
    handover: await lastHandover(read, event.id),
    successors: (await possibleSuccessors(read, event)).map(({ id, name, of }) => ({ id, name, of })),
    done: organisingDone.find((each) => each === done) ?? null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Names or takes away an organiser or a convener, or hands the event over. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { context } = asking
  const sent = await readForm(asking.request)
  const doing: Doing = {
    eventId: event.id,
    actor: { kind: 'person', personId: person.id },
    baseUrl: context.baseUrl,
    now: context.now(),
  }
  const intent = sent.get('intent')
  if (intent === 'nameCoOrganiser') {
    const done = 'coOrganiserNamed'
    return submit(context, sent, { intent, done, schema: coOrganiserForm, doing, run: nameCoOrganiser })
  }
  if (intent === 'nameCoConvener') {
    const done = 'coConvenerNamed'
    return submit(context, sent, { intent, done, schema: coConvenerForm, doing, run: nameCoConvener })
  }
  if (intent === 'handOver') {
    return submit(context, sent, { intent, done: 'handedOver', schema: handoverForm, doing, run: handOverEvent })
  }
  const removal = removalForm.safeParse(Object.fromEntries(sent))
  if (!removal.success) throw new Response(null, { status: 400 })
  const outcome =
    removal.data.intent === 'removeCoOrganiser'
      ? await removeCoOrganiser(context.db, { ...doing, organiserId: removal.data.organiserId })
      : await removeCoConvener(context.db, { ...doing, personId: removal.data.personId })
  if (!outcome.ok) {
    const refused = organisingSentence(outcome.reason, words(context.language))
    return data({ intent: 'remove' as const, refused, reply: undefined }, 409)
  }
  context.announce(eventChanged(event.id))
  // Who steps down has no more business on this page.
  if ('personId' in removal.data && removal.data.personId === person.id) return redirect(`/events/${event.id}`)
  const done = removal.data.intent === 'removeCoOrganiser' ? 'coOrganiserRemoved' : 'coConvenerRemoved'
  return redirect(`/events/${event.id}/organisers?done=${done}`)
}

type Doing = { eventId: string; actor: { kind: 'person'; personId: string }; baseUrl: string; now: number }

/** A form of this page: read, done by its verb, and told beside the field that is wrong or on the page after. */
async function submit<Schema extends z.ZodType<object>>(
  context: AppLoadContext,
  sent: FormData,
  asked: {
    intent: 'nameCoOrganiser' | 'nameCoConvener' | 'handOver'
    done: (typeof organisingDone)[number]
    schema: Schema
    doing: Doing
    run(
      db: AppLoadContext['db'],
      args: Doing & z.output<Schema>,
    ): Promise<{ ok: true } | { ok: false; reason: OrganisingError }>
  },
) {
  const { intent, done, doing, schema } = asked
  const t = words(context.language)
  const form = parseWithZod(sent, { schema })
  if (form.status !== 'success') {
    return data({ intent, refused: null, reply: organisingWords(form.reply(), t) }, 400)
  }
  const outcome = await asked.run(context.db, { ...form.value, ...doing })
  if (!outcome.ok) {
    const at =
      refusedAt[outcome.reason] ?? (outcome.reason === 'alreadyConvenes' && intent === 'nameCoConvener' ? 'email' : '')
    const reply = form.reply({ fieldErrors: { [at]: [outcome.reason] } })
    return data({ intent, refused: null, reply: organisingWords(reply, t) }, 409)
  }
  context.announce(eventChanged(doing.eventId))
  context.wake('deliverMail')
  return redirect(`/events/${doing.eventId}/organisers?done=${done}`)
}
