import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { EventForm } from '#app/features/events/components/event-form.tsx'
import { createEvent } from '#app/features/events/create-event.server.ts'
import { calendarFilter, eventForm, inWords, refusalAt } from '#app/features/events/forms.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { convenesFor } from '#app/features/people/rules.ts'
import { venueChoices } from '#app/features/venues/queries.server.ts'
import { requirePerson, requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Band, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  requirePermission({ request, context }, 'createEvent')
  const person = requirePerson({ request, context })
  const { read } = context.db
  const mine = convenesFor(person)
  const organisers = (await allOrganisers(read)).filter(({ id }) => mine.includes(id))
  const { kind } = calendarFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [own] = organisers
  return {
    language: context.language,
    title: words(context.language)('events:form.newTitle'),
    choices: {
      organisers: organisers.map(({ id, name }) => ({ id, name })),
      venues: (await venueChoices(read)).map(({ id, name, municipality, seats }) => ({
        id,
        name,
        municipality,
        seats,
      })),
    },
    values: {
      kind: kind ?? 'forum',
      theme: 'forum',
      organiserId: own?.id ?? '',
      level: own?.kind === 'county' ? 'county' : 'municipality',
      attendanceMode: 'inPerson',
      languages: [own?.languages[0] ?? 'fi'],
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ''} – Kutsu` }]

export async function action({ request, context }: ActionFunctionArgs) {
  requirePermission({ request, context }, 'createEvent')
  const person = requirePerson({ request, context })
  const t = words(context.language)
  const now = context.now()
  const venueIds = (await venueChoices(context.db.read)).map(({ id }) => id)
  const form = parseWithZod(await readForm(request), {
    schema: eventForm({ now, organiserIds: convenesFor(person), venueIds }),
  })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await createEvent(context.db, { event: form.value, convenerId: person.id, actor, now })
  if (!outcome.ok) {
    const { field, code } = refusalAt[outcome.reason]
    return data(inWords(form.reply({ fieldErrors: { [field]: [code] } }), t), 409)
  }
  context.announce(eventChanged(outcome.eventId))
  return redirect(`/events/${outcome.eventId}?done=created`)
}

export default function NewEvent() {
  const { choices, values, language } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('events')
  return (
    <>
      <Band>
        <Wrap>
          <h1>{t('form.newTitle')}</h1>
          <p className="lead mute">{t('form.newLead')}</p>
        </Wrap>
      </Band>
      <Wrap padded>
        <EventForm
          choices={choices}
          values={values}
          result={result}
          language={language}
          submit={t('form.saveDraft')}
          backTo="/events"
        />
      </Wrap>
    </>
  )
}
