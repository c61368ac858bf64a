import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ChangeDetails } from '#app/features/agenda-changes/components/change-details.tsx'
import { ChangeList } from '#app/features/agenda-changes/components/change-list.tsx'
import { agendaChanges } from '#app/features/agenda-changes/rules.ts'
import { SheetWays } from '#app/features/agenda-sheet/components/sheet-ways.tsx'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { publishedAgenda, publishedVersion } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { ChangeNotice } from '#app/features/change-letters/components/change-notice.tsx'
import { changeNews } from '#app/features/change-letters/queries.server.ts'
import { EventJsonLd } from '#app/features/events/components/event-json-ld.tsx'
import { EventPage, type Done } from '#app/features/events/components/event-page.tsx'
import { publishForm } from '#app/features/events/forms.ts'
import { publishEvent } from '#app/features/events/publish-event.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, isPublic, missingForPublishing, scopeOf } from '#app/features/events/rules.ts'
import { RegisterWay } from '#app/features/open-registration/components/register-way.tsx'
import { registrationOf } from '#app/features/open-registration/queries.server.ts'
import { closedReason, closingTime, momentIn } from '#app/features/open-registration/rules.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { HandoverNews } from '#app/features/organising/components/handover-news.tsx'
import { coConvenersOf, lastHandover } from '#app/features/organising/queries.server.ts'
import { ProposalsWay } from '#app/features/proposals/components/proposals-way.tsx'
import { isOpen } from '#app/features/proposals/rules.ts'
import { allows } from '#app/features/people/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { dayAndYear, weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { publicPageMeta } from '#app/ui/page-meta.ts'
import { Stack } from '#app/ui/page.tsx'

/** For everybody, and fast: read, published and answered without script. */
export const handle = { script: false }

const dones: Done[] = ['created', 'changed', 'moved', 'published']

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { person, language, baseUrl } = context
  const event = await eventById(context.db.read, params.eventId ?? '')
  const scope = event && scopeOf(event)
  // Whether a draft exists is not told either.
  if (!event || !scope || !allows(person, 'readEvent', scope)) throw new Response(null, { status: 404 })
  const now = context.now()
  const agenda = await publishedAgenda(context.db.read, event.id)
  const before = agenda && (await publishedVersion(context.db.read, event.id, agenda.version - 1))
  const done = new URL(request.url).searchParams.get('done')
  const registration = await registrationOf(context.db.read, event.id)
  const closesAt = closingTime(event, registration?.closesAt ?? null)
  const open = closedReason(event, registration, now) === null
  const summary = allows(person, 'invite', scope) ? await invitationSummary(context.db.read, event.id) : null
  return {
    event,
    agenda,
    changes: agenda && before ? agendaChanges(before.items, agenda.items, event) : [],
    invited: summary !== null && summary.invited > 0,
    coming: summary?.seats ?? 0,
    /** Until when anybody can sign up, in words; null: nobody can. */
    registerBy: open ? momentIn(closesAt, event.timeZone, language, words(language)) : null,
    change: allows(person, 'invite', scope) ? await changeNews(context.db.read, event, now) : null,
    coConveners: (await coConvenersOf(context.db.read, event.id)).map(({ id, name }) => ({ id, name })),
    handover: allows(person, 'seeAgendaDraft', scope) ? await lastHandover(context.db.read, event.id) : null,
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
  const person = requirePermission({ request, context }, 'editEvent', scopeOf(event))
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
  const {
    event,
    agenda,
    changes,
    invited,
    coming,
    registerBy,
    change,
    language,
    baseUrl,
    now,
    missing,
    may,
    done,
    coConveners,
    handover,
  } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation(['changes', 'sheet'])
  const textLanguage = agendaLanguage(event.languages)
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
        register={registerBy && <RegisterWay eventId={event.id} until={registerBy} main={!may.edit && !may.plan} />}
        news={
          change && (
            <ChangeNotice news={change} eventId={event.id} back="event" zone={event.timeZone} language={language} />
          )
        }
        coConveners={coConveners}
        handover={handover && <HandoverNews {...handover} zone={event.timeZone} language={language} />}
        proposals={may.seeProposals && <ProposalsWay eventId={event.id} mayPropose={may.propose} />}
        agenda={
          agenda && (
            <Stack gap={16}>
              {changes.length > 0 && (
                <ChangeDetails
                  summary={t('changes:public', { day: weekdayAndDay(agenda.publishedAt, event.timeZone, language) })}
                >
                  <ChangeList changes={changes} zone={event.timeZone} language={language} textLanguage={textLanguage} />
                </ChangeDetails>
              )}
              <AgendaList
                items={agenda.items}
                startsAt={event.startsAt}
                zone={event.timeZone}
                language={language}
                textLanguage={textLanguage}
              />
              <p className="small mute">
                {t('sheet:version', {
                  version: agenda.version,
                  day: dayAndYear(agenda.publishedAt, event.timeZone, language),
                })}
              </p>
              <SheetWays eventId={event.id} />
            </Stack>
          )
        }
      />
      {isPublic(event.state) && <EventJsonLd event={event} baseUrl={baseUrl} language={language} />}
    </>
  )
}
