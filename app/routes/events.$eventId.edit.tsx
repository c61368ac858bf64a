import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { changeEventWithLetters } from '#app/features/change-letters/change-event-with-letters.server.ts'
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { EventForm } from '#app/features/events/components/event-form.tsx'
import { eventForm, formValues, inWords, refusalAt } from '#app/features/events/forms.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { convenesFor } from '#app/features/people/rules.ts'
import { venueChoices } from '#app/features/venues/queries.server.ts'
import { requirePerson, requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { readTime } from '#app/lib/typed-dates.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

type Args = LoaderFunctionArgs | ActionFunctionArgs

/** The event and whom its editor may make its organiser: a published one keeps the organiser that it has. */
async function editing({ request, params, context }: Args) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'editEvent', scopeOf(event))
  const published = event.state !== 'draft'
  const mine = convenesFor(requirePerson({ request, context }))
  // One who convenes this event only, not for its organiser, cannot give it to another.
  const fixed = published || !mine.includes(event.organiserId)
  const organiserIds = fixed ? [event.organiserId] : mine
  return { event, published, organiserIds, venues: await venueChoices(read) }
}

export async function loader(args: LoaderFunctionArgs) {
  const { context, request } = args
  const { event, published, organiserIds, venues } = await editing(args)
  const end = readTime(new URL(request.url).searchParams.get('end') ?? '')
  // What is over stays as it was.
  if (event.state === 'cancelled' || event.state === 'held') throw redirect(`/events/${event.id}`)
  const organisers = (await allOrganisers(context.db.read)).filter(({ id }) => organiserIds.includes(id))
  return {
    language: context.language,
    title: words(context.language)('events:form.editTitle'),
    eventId: event.id,
    published,
    invited: (await invitationSummary(context.db.read, event.id)).invited > 0,
    values: { ...formValues(event), ...(end !== null && { endTime: end }) },
    end,
    choices: {
      organisers: organisers.map(({ id, name }) => ({ id, name })),
      venues: venues.map(({ id, name, municipality, seats }) => ({ id, name, municipality, seats })),
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { event, published, organiserIds, venues } = await editing(args)
  const person = requirePerson({ request, context })
  const t = words(context.language)
  const now = context.now()
  const form = parseWithZod(await readForm(request), {
    schema: eventForm({ now, organiserIds, venueIds: venues.map(({ id }) => id), event: { ...event, published } }),
  })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await changeEventWithLetters(context.db, { eventId: event.id, event: form.value, actor, now })
  if (!outcome.ok) {
    const { field, code } = refusalAt[outcome.reason]
    return data(inWords(form.reply({ fieldErrors: { [field]: [code] } }), t), 409)
  }
  context.announce(eventChanged(event.id))
  // At once when the event is near; else the job finds it when its time comes.
  context.wake('sendChanges')
  // More seats than before may be for those who wait.
  context.wake('moveQueues')
  return redirect(`/events/${event.id}?done=${outcome.moved ? 'moved' : 'changed'}`)
}

export default function EditEvent() {
  const { choices, values, language, published, invited, eventId, end } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('events')
  return (
    <Wrap padded>
      <Section title={t('form.editTitle')}>
        <Stack gap={30}>
          {published && <p className="mute">{t('form.editPublished')}</p>}
          {end !== null && <Notice>{t('form.endFilled', { time: end.replace(':', '.') })}</Notice>}
          {invited && <Notice>{t('form.editInvited')}</Notice>}
          <EventForm
            choices={choices}
            values={values}
            result={result}
            language={language}
            published={published}
            seatsAt={`/events/${eventId}/seats`}
            submit={t('form.saveChanges')}
            backTo={`/events/${eventId}`}
          />
        </Stack>
      </Section>
    </Wrap>
  )
}
