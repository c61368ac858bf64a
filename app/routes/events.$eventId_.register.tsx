import type { SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { system } from '#app/features/audit/rules.ts'
import { MovedNotice } from '#app/features/events/components/event-page.tsx'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { WhomToAsk } from '#app/features/invitations/components/whom-to-ask.tsx'
import { SeatTerms } from '#app/features/seats/components/seat-terms.tsx'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { claimsOf } from '#app/features/invitations/queries.server.ts'
import { largestParty, mostPeople, queuePlace, seatsLeft, seatTerms } from '#app/features/invitations/rules.ts'
import { ClosedNotice } from '#app/features/open-registration/components/closed-notice.tsx'
import { RegisterForm } from '#app/features/open-registration/components/register-form.tsx'
import { registerForm } from '#app/features/open-registration/forms.ts'
import { nearAssociations, registrationOf } from '#app/features/open-registration/queries.server.ts'
import { requestRegistration } from '#app/features/open-registration/request-registration.server.ts'
import {
  closedReason,
  closingTime,
  lettersADay,
  linkLifetime,
  longest,
  momentIn,
  newcomer,
} from '#app/features/open-registration/rules.ts'
import { requirePublicEvent } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Notice } from '#app/ui/notice.tsx'
import { publicPageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** For everybody, from a phone in front of a notice board: no script is needed, and none is sent. */
export const handle = { script: false }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { language, baseUrl, db } = context
  const event = await requirePublicEvent({ params, context })
  const registration = await registrationOf(db.read, event.id)
  const closed = closedReason(event, registration, context.now())
  const t = words(language)
  const guest = newcomer({
    event,
    seatRules: await seatRulesOf(db.read, event.id),
    claims: await claimsOf(db.read, event.id),
  })
  const left = seatsLeft(guest)
  const terms = seatTerms(guest)
  const title = localText(event.title, language).text
  const until = closingTime(event, registration?.closesAt ?? null)
  return {
    event,
    language,
    baseUrl,
    closed,
    until: momentIn(until, event.timeZone, language, t),
    confirmBy: momentIn(Math.min(context.now() + linkLifetime, until), event.timeZone, language, t),
    /** Seats that are left; null: no limit. */
    left: Number.isFinite(left) ? left : null,
    queuePlace: queuePlace(guest),
    terms,
    /** When seats are drawn, in words; null: they are not. */
    draw: terms.drawAt === null ? null : momentIn(terms.drawAt, event.timeZone, language, t),
    /** People that one registration can bring now. */
    mostPeople: Math.min(registration?.mostPeople ?? largestParty, mostPeople(guest)),
    associations: closed ? [] : await nearAssociations(db.read, event.organiserId),
    title: t('openRegistration:page.title', { title }),
    description: t('openRegistration:page.description', {
      title,
      day: weekdayAndDay(event.startsAt, event.timeZone, language),
    }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => {
  if (!page) return []
  const head = publicPageMeta({ ...page, path: location.pathname })
  // A page on which nothing can be done is no find for anybody who searches.
  return page.closed ? [...head, { name: 'robots', content: 'noindex' }] : head
}

type Result = { reply: SubmissionResult; tooOften?: boolean; sentTo?: string }

/** Sends the confirming letter. Says the same of every address, known or not, invited or not (SEC-11). */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { language } = context
  const event = await requirePublicEvent({ params, context })
  const registration = await registrationOf(context.db.read, event.id)
  const t = words(language)
  const most = registration?.mostPeople ?? largestParty
  const schema = registerForm(most, (trouble) => t(`openRegistration:troubles.${trouble}`, { most, ...longest }))
  const form = parseWithZod(await readForm(request), { schema })
  if (form.status !== 'success') return data<Result>({ reply: form.reply() }, 400)
  if (await context.tooOften('register', context.clientAddress)) {
    return data<Result>({ reply: form.reply(), tooOften: true }, 429)
  }
  const asked = { eventId: event.id, ...form.value, language, actor: system, now: context.now() }
  const outcome = await requestRegistration(context.db, asked)
  if (!outcome.ok && outcome.refusal.reason === 'full') {
    const people = [t('openRegistration:troubles.full', { count: outcome.refusal.seatsLeft })]
    return data<Result>({ reply: form.reply({ fieldErrors: { people } }) }, 409)
  }
  // The page itself says why it is closed.
  if (!outcome.ok) return data<Result>({ reply: form.reply() }, 409)
  context.wake('deliverMail')
  return data<Result>({ reply: form.reply(), sentTo: form.value.email })
}

export default function Register() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['openRegistration', 'invitations'])
  const { event, language, closed, until, left } = page
  const organiser = localText(event.organiserName, language).text
  const contact = <WhomToAsk convener={event.convener} organiser={organiser} />
  const address = `/events/${event.id}/register?lang=${language}`
  const sentTo = result?.sentTo ?? null
  return (
    <>
      <InvitationHead
        organiser={event.organiserName}
        name={null}
        event={event}
        language={language}
        place={<EventPlace event={event} language={language} town />}
      />
      <Narrow padded>
        <Stack gap={30}>
          {closed && <ClosedNotice reason={closed} event={event} language={language} until={until} contact={contact} />}
          {!closed && sentTo !== null && <Sent to={sentTo} until={page.confirmBy} again={address} />}
          {!closed && sentTo === null && (
            <>
              {result?.tooOften && (
                <Notice tone="warn" role="alert" title={t('tooOften')}>
                  {t('tooOftenText')}
                </Notice>
              )}
              <MovedNotice event={event} language={language} />
              <Stack gap={10}>
                <h2>{t('page.heading')}</h2>
                <p>
                  {t('page.until', { until })}{' '}
                  {left !== null && left > 0 && t('invitations:rsvp.seatsLeft', { count: left })}
                </p>
              </Stack>
              <SeatTerms voice="person" {...page.terms} draw={page.draw} />
              {page.queuePlace !== null && <Notice tone="warn">{t('page.queue', { place: page.queuePlace })}</Notice>}
              <RegisterForm
                result={result?.reply}
                address={address}
                associations={page.associations}
                mostPeople={page.mostPeople}
                organiser={organiser}
              />
              <p>
                {t('invitations:rsvp.askTitle')} {contact}
              </p>
            </>
          )}
          <p>
            <a href={`/events/${event.id}?lang=${language}`}>{t('page.eventPage')}</a>
          </p>
        </Stack>
      </Narrow>
    </>
  )
}

function Sent({ to, until, again }: { to: string; until: string; again: string }) {
  const { t } = useTranslation('openRegistration')
  return (
    <Stack gap={14}>
      <h2>{t('sent.title')}</h2>
      <p className="lead" role="status">
        {t('sent.text', { email: to })}
      </p>
      <p>{t('sent.until', { until })}</p>
      <p>{t('sent.help', { count: lettersADay })}</p>
      <p>
        <a href={again}>{t('sent.again')}</a>
      </p>
    </Stack>
  )
}
