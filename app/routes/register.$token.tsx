import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { WhomToAsk } from '#app/features/invitations/components/whom-to-ask.tsx'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { claimsOf, invitationById } from '#app/features/invitations/queries.server.ts'
import { mostPeople, queuePlace } from '#app/features/invitations/rules.ts'
import { linkAddress, linkByToken } from '#app/features/links/queries.server.ts'
import { idPart } from '#app/features/links/rules.ts'
import { ClosedNotice } from '#app/features/open-registration/components/closed-notice.tsx'
import { ConfirmForm } from '#app/features/open-registration/components/confirm-form.tsx'
import { confirmRegistration } from '#app/features/open-registration/confirm-registration.server.ts'
import { confirmForm } from '#app/features/open-registration/forms.ts'
import { invitationOfAddress, registrationOf, requestById } from '#app/features/open-registration/queries.server.ts'
import { closedReason, closingTime, guestName, momentIn, newcomer } from '#app/features/open-registration/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import type { RouteHandle } from '#app/root.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** The address is a key: nothing runs on this page that could carry it away. */
export const handle: RouteHandle = { script: false }

type Asking = Pick<LoaderFunctionArgs, 'params' | 'context'>

/** The request behind the address, or why there is none. */
async function requestOf({ params, context }: Asking) {
  const { secret, db } = context
  const asked = { secret, token: params.token ?? '', purpose: 'confirmRegistration', now: context.now() } as const
  const link = await linkByToken(db.read, asked)
  const request = link.ok || link.reason === 'expired' ? await requestById(db.read, link.subjectId) : null
  // Who has confirmed is let through as long as the request is kept: the way on is their own.
  if (request && (link.ok || request.invitationId !== null)) return { ok: true as const, request }
  return { ok: false as const, reason: link.ok ? ('expired' as const) : link.reason, eventId: request?.eventId ?? null }
}

const statuses = { unknown: 404, expired: 410 } as const

/** What will happen at the press. Reading confirms nothing: mail programs open links too (SEC-4). */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { language } = context
  const { read } = context.db
  const t = words(language)
  const found = await requestOf({ params, context })
  const event = found.ok ? await eventById(read, found.request.eventId) : null
  if (!found.ok || !event) {
    const reason = found.ok ? 'unknown' : found.reason
    const eventId = found.ok ? null : found.eventId
    return data({ trouble: reason, eventId, language, title: t(`openRegistration:link.${reason}`) }, statuses[reason])
  }
  const { request } = found
  const had = request.invitationId
    ? await invitationById(read, request.invitationId)
    : await invitationOfAddress(read, event.id, request.email)
  const registration = await registrationOf(read, event.id)
  const guest = newcomer({
    event,
    seatRules: await seatRulesOf(read, event.id),
    claims: await claimsOf(read, event.id),
  })
  const until = Math.min(request.expiresAt, closingTime(event, registration?.closesAt ?? null))
  return {
    trouble: null,
    event,
    language,
    name: guestName(request),
    people: request.people,
    fits: Math.min(request.people, mostPeople(guest)),
    queuePlace: queuePlace(guest),
    until: momentIn(until, event.timeZone, language, t),
    own: had?.linkId ? await ownPath(context, had.linkId) : null,
    closed: closedReason(event, registration, context.now()),
    address: `/register/${params.token ?? ''}?lang=${language}`,
    title: t('openRegistration:confirm.title', { title: localText(event.title, language).text }),
  }
}

/** The answer page of the invitation that this link belongs to. */
async function ownPath({ db, secret, baseUrl, language }: Asking['context'], linkId: string): Promise<string> {
  const { pathname } = new URL(await linkAddress(db.read, { secret, baseUrl, linkId }))
  return `${pathname}?lang=${language}`
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const found = await requestOf({ params, context })
  const form = confirmForm.parse(Object.fromEntries(await readForm(request)))
  if (!found.ok) return data({ refused: null }, statuses[found.reason])
  const linkId = idPart(params.token ?? '') ?? ''
  if (await context.tooOften('answer', linkId)) return data({ refused: 'tooOften' as const }, 429)
  const outcome = await confirmRegistration(context.db, {
    requestId: found.request.id,
    people: form.people,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok) return data({ refused: outcome.refusal.reason }, 409)
  const own = await ownPath(context, outcome.linkId)
  if (!outcome.made) return redirect(`${own}&answer=yes`, 303)
  context.announce(eventChanged(outcome.eventId))
  context.wake('deliverMail')
  return redirect(`${own}&saved=answer`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  ...pageMeta(page?.title ?? ''),
  { name: 'robots', content: 'noindex' },
]

export default function Confirm() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused ?? null
  const { t } = useTranslation('openRegistration')
  if (page.trouble !== null) return <LinkTrouble {...page} />
  const { event, language, own, closed, until } = page
  const contact = <WhomToAsk convener={event.convener} organiser={localText(event.organiserName, language).text} />
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
          {refused === 'tooOften' && (
            <Notice tone="warn" role="alert" title={t('tooOften')}>
              {t('tooOftenText')}
            </Notice>
          )}
          {own !== null ? (
            <Stack gap={20}>
              <h2>{t('confirm.alreadyTitle')}</h2>
              <p>{t('confirm.alreadyText')}</p>
              <p>
                <ButtonLink to={`${own}&answer=yes`} phoneWide reloadDocument>
                  {t('confirm.open')}
                </ButtonLink>
              </p>
            </Stack>
          ) : closed ? (
            <ClosedNotice reason={closed} event={event} language={language} until={until} contact={contact} />
          ) : (
            <>
              {refused === 'full' && (
                <Notice tone="warn" role="alert" title={t('confirm.noRoom')}>
                  {t('confirm.noRoomText')} {contact}
                </Notice>
              )}
              <ConfirmForm {...page} />
            </>
          )}
        </Stack>
      </Narrow>
    </>
  )
}

function LinkTrouble({ trouble, eventId }: { trouble: 'unknown' | 'expired'; eventId: string | null }) {
  const { t } = useTranslation('openRegistration')
  return (
    <Narrow padded>
      <Stack gap={14}>
        <h1>{t(`link.${trouble}`)}</h1>
        <p className="lead">{t(`link.${trouble}Text`)}</p>
        {eventId !== null && (
          <p>
            <a href={`/events/${eventId}/register`}>{t('link.again')}</a>
          </p>
        )}
      </Stack>
    </Narrow>
  )
}
