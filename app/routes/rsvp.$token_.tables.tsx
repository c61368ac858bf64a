import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { eventChanged } from '#app/features/events/rules.ts'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { refusalOf, voiceOf } from '#app/features/invitations/rules.ts'
import { chooseTables } from '#app/features/table-places/choose-tables.server.ts'
import { TableForm } from '#app/features/table-places/components/table-form.tsx'
import { TableLeaving } from '#app/features/table-places/components/table-leaving.tsx'
import { TableOffers } from '#app/features/table-places/components/table-offers.tsx'
import { TableRefused, useRefusalWords, type NotSaved } from '#app/features/table-places/components/table-refused.tsx'
import { savedTables, wishesIn, type TypedTables } from '#app/features/table-places/forms.ts'
import { tableChoices } from '#app/features/table-places/queries.server.ts'
import { partyOf } from '#app/features/table-places/rules.ts'
import { requireInvitation } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'
import type { RouteHandle } from '#app/root.tsx'

export { LinkBoundary as ErrorBoundary } from '#app/features/invitations/components/link-trouble.tsx'

/** As the answer page, it needs no script and ships none. */
export const handle: RouteHandle = { script: false }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { invitation } = await requireInvitation({ params, context })
  const { language } = context
  const { event } = invitation
  const token = params.token ?? ''
  const title = localText(event.title, language).text
  return {
    language,
    event,
    name: invitation.name,
    voice: voiceOf(invitation.recipientKind),
    party: partyOf(invitation, invitation.event.attendanceMode),
    /** Why nothing can be chosen now. */
    closed: refusalOf(invitation, null, context.now()),
    groups: await tableChoices(context.db.read, invitation),
    address: `/rsvp/${token}/tables?lang=${language}`,
    back: `/rsvp/${token}?lang=${language}`,
    title: words(language)('tablePlaces:form.title', { title }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? 'Kutsu'} – Kutsu` }]

type Result = { refused: NotSaved; wrong: string[]; typed: TypedTables | null }

/** One save of all tables, or one press on an offer or on leaving a table. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { invitation, linkId } = await requireInvitation({ params, context })
  const form = await readForm(request)
  const groups = await tableChoices(context.db.read, invitation)
  const { wishes, wrong, typed } = wishesIn(form, groups)
  if (await context.tooOften('answer', linkId)) {
    return data<Result>({ refused: { reason: 'tooOften' }, wrong: [], typed }, 429)
  }
  if (wrong.length > 0) return data<Result>({ refused: { reason: 'numbers' }, wrong, typed }, 400)
  const [take, leave] = [form.get('take'), form.get('leave')]
  const taken = groups.flatMap(({ tables }) => tables).find(({ id }) => id === take)
  if (taken?.own) wishes.set(taken.id, taken.own.people)
  if (typeof leave === 'string') wishes.set(leave, 0)
  const outcome = await chooseTables(context.db, {
    invitationId: invitation.id,
    wishes,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok) return data<Result>({ refused: outcome.refusal, wrong: [], typed }, 409)
  context.announce(eventChanged(outcome.eventId))
  context.wake('deliverMail')
  return redirect(`/rsvp/${params.token ?? ''}?lang=${context.language}&saved=tables#tables`, 303)
}

export default function TablesPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['tablePlaces', 'invitations'])
  const { event, language, voice, groups, party, closed, address, name, back } = page
  const zone = event.timeZone
  const { answerBy } = event
  const until =
    answerBy === null
      ? null
      : t('invitations:rsvp.dayAndTime', {
          day: weekdayAndDay(answerBy, zone, language),
          time: clock(answerBy, zone, language),
        })
  const say = useRefusalWords(groups, until)
  const refused = result?.refused
  const errors: Partial<Record<string, string>> = {}
  for (const id of result?.wrong ?? []) errors[id] = t('refusals.peopleRange', { most: party })
  if (refused && 'itemId' in refused && refused.itemId !== null) errors[refused.itemId] = say(refused)
  const never = closed && closed.reason !== 'tooLate' ? { ...closed, itemId: null } : null
  const notComing = !never && party === 0
  const open = !never && !notComing && groups.length > 0
  return (
    <>
      <InvitationHead
        organiser={event.organiserName}
        name={name}
        event={event}
        language={language}
        place={<EventPlace event={event} language={language} town />}
      />
      <Narrow padded>
        <Stack gap={30}>
          {refused && !never && <TableRefused refused={refused} groups={groups} until={until} />}
          {never && <p>{say(never)}</p>}
          {notComing && <p>{t('refusals.notComing')}</p>}
          {!never && !notComing && groups.length === 0 && <p>{t('form.noTables')}</p>}
          {open && (
            <Section title={t('form.heading')}>
              <Stack gap={30}>
                <TableOffers groups={groups} voice={voice} zone={zone} language={language} address={address} />
                {closed ? (
                  <TableLeaving groups={groups} address={address} />
                ) : (
                  <TableForm
                    groups={groups}
                    voice={voice}
                    party={party}
                    zone={zone}
                    language={language}
                    textLanguage={agendaLanguage(event.languages)}
                    typed={{ ...savedTables(groups), ...result?.typed }}
                    errors={errors}
                    address={address}
                  />
                )}
              </Stack>
            </Section>
          )}
          <a href={back}>{t('form.back')}</a>
        </Stack>
      </Narrow>
    </>
  )
}
