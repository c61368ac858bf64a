import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { EventJsonLd } from '#app/features/events/components/event-json-ld.tsx'
import { EventPage, type Done } from '#app/features/events/components/event-page.tsx'
import { publishForm } from '#app/features/events/forms.ts'
import { publishEvent } from '#app/features/events/publish-event.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, isPublic, missingForPublishing } from '#app/features/events/rules.ts'
import { invitationSummary } from '#app/features/invitations/queries.server.ts'
import { ProposalsWay } from '#app/features/proposals/components/proposals-way.tsx'
import { isOpen } from '#app/features/proposals/rules.ts'
import { allows } from '#app/features/people/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { publicPageMeta } from '#app/ui/page-meta.ts'

/** For everybody, and fast: read, published and answered without script. */
export const handle = { script: false }

const dones: Done[] = ['created', 'changed', 'moved', 'published']

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { person, language, baseUrl } = context
  const event = await eventById(context.db.read, params.eventId ?? '')
  const scope = event && { eventId: event.id, organiserId: event.organiserId, published: isPublic(event.state) }
  // Whether a draft exists is not told either.
  if (!event || !scope || !allows(person, 'readEvent', scope)) throw new Response(null, { status: 404 })
  const now = context.now()
  const agenda = await publishedAgenda(context.db.read, event.id)
  const done = new URL(request.url).searchParams.get('done')
  const summary = allows(person, 'invite', scope) ? await invitationSummary(context.db.read, event.id) : null
  return {
    event,
    agenda: agenda?.items ?? [],
    invited: summary !== null && summary.invited > 0,
    coming: summary?.people ?? 0,
    language,
    baseUrl,
    now,
    missing: missingForPublishing(event, now),
    may: {
      edit: allows(person, 'editEvent', scope),
      plan: allows(person, 'planAgenda', scope),
      invite: allows(person, 'invite', scope),
      propose: isOpen(event, now) && allows(person, 'proposeTopic', scope),
      seeProposals: allows(person, 'seeProposals', scope),
    },
    done: dones.find((each) => each === done) ?? null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return []
  const { event, language, baseUrl } = page
  const title = localText(event.title, language).text
  const description = localText(event.description, language).text || localText(event.organiserName, language).text
  const head = publicPageMeta({
    title,
    description: description.length > 200 ? `${description.slice(0, 199)}…` : description,
    baseUrl,
    path: `/events/${event.id}`,
    language,
  })
  return isPublic(event.state) ? head : [{ title: `${title} – Kutsu` }, { name: 'robots', content: 'noindex' }]
}

/** Publishes the draft. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'editEvent', { organiserId: event.organiserId })
  if (!person || !publishForm.safeParse(Object.fromEntries(await readForm(request))).success) {
    throw new Response(null, { status: 400 })
  }
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await publishEvent(context.db, { eventId: event.id, actor, now: context.now() })
  if (!outcome.ok) return data({ missing: outcome.reason === 'missing' ? outcome.missing : [] }, 409)
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}?done=published`)
}

export default function Event() {
  const { event, agenda, invited, coming, language, baseUrl, now, missing, may, done } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <>
      <EventPage
        event={event}
        language={language}
        now={now}
        may={may}
        missing={refused?.missing ?? missing}
        refused={refused !== undefined}
        invited={invited}
        coming={coming}
        done={done}
        proposals={may.seeProposals && <ProposalsWay eventId={event.id} mayPropose={may.propose} />}
        agenda={
          agenda.length > 0 && (
            <AgendaList
              items={agenda}
              startsAt={event.startsAt}
              zone={event.timeZone}
              language={language}
              textLanguage={agendaLanguage(event.languages)}
            />
          )
        }
      />
      {isPublic(event.state) && <EventJsonLd event={event} baseUrl={baseUrl} language={language} />}
    </>
  )
}
