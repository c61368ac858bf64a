import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, useActionData, useLoaderData, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { MovedNotice } from '#app/features/events/components/event-page.tsx'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { AnswerChoices } from '#app/features/invitations/components/answer-choices.tsx'
import { AnswerDetails } from '#app/features/invitations/components/answer-details.tsx'
import { DetailsNotSaved } from '#app/features/invitations/components/details-not-saved.tsx'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { LinkTrouble } from '#app/features/invitations/components/link-trouble.tsx'
import { NotSavedYet } from '#app/features/invitations/components/not-saved-yet.tsx'
import { RefusalNotice } from '#app/features/invitations/components/refusal-notice.tsx'
import { SavedAnswer } from '#app/features/invitations/components/saved-answer.tsx'
import { WhomToAsk } from '#app/features/invitations/components/whom-to-ask.tsx'
import { answerForm, type FieldTrouble } from '#app/features/invitations/forms.ts'
import {
  givenAnswer,
  largestParty,
  queuePlace,
  refusalOf,
  seatsLeft,
  voiceOf,
} from '#app/features/invitations/rules.ts'
import { GiveUp } from '#app/features/seats/components/give-up.tsx'
import { SeatOffer } from '#app/features/seats/components/seat-offer.tsx'
import { NeedsForm } from '#app/features/needs/components/needs-form.tsx'
import { needsTold } from '#app/features/needs/queries.server.ts'
import { erasedAt } from '#app/features/needs/rules.ts'
import { requireInvitation } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { languageCookie } from '#app/lib/language-cookie.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { isLanguage, localText, type Language } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'
import { Trouble, troubleOf } from '#app/ui/trouble.tsx'
import type { RouteHandle } from '#app/root.tsx'

/** Answering needs no script and ships none. */
export const handle: RouteHandle = { script: false }

/** The reader chose a language: in the address, with the cookie, or by signing in. */
function choseLanguage({ request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>): boolean {
  if (isLanguage(new URL(request.url).searchParams.get('lang')) || context.person) return true
  const { name } = languageCookie(context.language, context.baseUrl)
  return (request.headers.get('Cookie') ?? '').split(/;\s*/).some((pair) => pair.startsWith(`${name}=`))
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { invitation } = await requireInvitation({ params, context })
  const url = new URL(request.url)
  if (!choseLanguage({ request, context }) && context.language !== invitation.language) {
    url.searchParams.set('lang', invitation.language)
    throw redirect(url.pathname + url.search)
  }
  const { language } = context
  const { event } = invitation
  const now = context.now()
  const left = seatsLeft(invitation)
  const saved = ['answer', 'details'].includes(url.searchParams.get('saved') ?? '') && invitation.answer !== 'none'
  const t = words(language)
  const title = localText(event.title, language).text
  const titleOf = () => {
    if (invitation.place === 'waiting') return t('seats:titleWaiting', { title })
    return t(saved ? 'invitations:rsvp.titleSaved' : 'invitations:rsvp.title', { title })
  }
  return {
    language,
    now,
    event,
    address: `?lang=${language}`,
    name: invitation.name,
    voice: voiceOf(invitation.recipientKind),
    answer: invitation.answer,
    place: invitation.place,
    /** The place in the queue that this invitee has, or would get now; null when none. */
    queuePlace: queuePlace(invitation),
    offeredUntil: invitation.place === 'offered' ? invitation.offeredUntil : null,
    people: invitation.people,
    message: invitation.message,
    recorded: invitation.recordedBy !== null,
    receipt: invitation.email !== null,
    needs: {
      told: await needsTold(context.db.read, context.secret, invitation.id),
      saved: url.searchParams.get('saved') === 'needs',
      erasedOn: weekdayAndDay(erasedAt(event), event.timeZone, language),
      address: `/rsvp/${params.token ?? ''}/needs?lang=${language}`,
    },
    /** Seats that this invitee could have; null when there is no limit. */
    seatsLeft: Number.isFinite(left) ? left : null,
    /** Why no answer at all is taken now. */
    closed: refusalOf(invitation, null, now),
    /** A seat or a place that came through the queue can be given up after the deadline, too. */
    mayGiveUp: refusalOf(invitation, 'no', now) === null,
    /** What a link in a letter chose. */
    chosen: givenAnswer(url.searchParams.get('answer')),
    saved,
    agenda: (await publishedAgenda(context.db.read, event.id))?.items ?? [],
    title: titleOf(),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { invitation, linkId } = await requireInvitation({ params, context })
  const form = await readForm(request)
  const typed = { people: textOf(form, 'people'), message: textOf(form, 'message') }
  if (await context.tooOften('answer', linkId)) return data({ kind: 'tooOften', typed } as const, 429)
  const submission = parseWithZod(form, { schema: answerForm })
  if (submission.status !== 'success') {
    const errors = submission.error as Partial<Record<string, FieldTrouble[]>> | null
    return data({ kind: 'invalid', typed, errors: errors ?? {} } as const, 400)
  }
  const { part, answer, people, message } = submission.value
  const outcome = await answerInvitation(context.db, {
    invitationId: invitation.id,
    answer,
    ...(part === 'details' ? { people, message: message || null } : {}),
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok) return data({ kind: 'refused', typed, refusal: outcome.refusal, part } as const, 409)
  context.announce(eventChanged(outcome.eventId))
  context.wake('deliverMail')
  return redirect(`/rsvp/${params.token ?? ''}?lang=${context.language}&saved=${part}`, 303)
}

function textOf(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' ? value : null
}

export const meta: MetaFunction<typeof loader> = ({ data: page, error }) => {
  const trouble = isRouteErrorResponse(error) ? (error.data as { title?: string } | null) : null
  const title = page?.title ?? trouble?.title
  return [{ title: title ? `${title} – Kutsu` : 'Kutsu' }]
}

export default function AnswerPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['invitations', 'seats'])
  const { event, language, voice, answer, address, closed, agenda } = page
  const until = event.answerBy === null ? null : momentIn(event.answerBy, event.timeZone, language)
  const organiser = localText(event.organiserName, language).text
  const errors = result?.kind === 'invalid' ? result.errors : {}
  const typed = result?.typed
  const left = page.seatsLeft
  const waits = page.place === 'waiting'
  const offered = page.offeredUntil
  const choosing = closed ? null : page.chosen !== answer && !page.saved && !result ? page.chosen : null
  // Nothing to come to: what was answered means nothing any more.
  const gone = closed?.reason === 'withdrawn' || closed?.reason === 'cancelled'
  const contact = <WhomToAsk convener={event.convener} organiser={organiser} />
  return (
    <>
      <InvitationHead
        organiser={event.organiserName}
        name={page.name}
        event={event}
        language={language}
        place={<EventPlace event={event} language={language} town />}
      />
      <Narrow padded>
        <Stack gap={46}>
          {closed && (
            <RefusalNotice refusal={closed} event={event} language={language} until={until} contact={contact} />
          )}
          {!closed && result && result.kind !== 'invalid' && (
            <RefusalNotice
              refusal={result.kind === 'refused' ? result.refusal : { reason: 'tooOften' }}
              event={event}
              language={language}
              until={until}
              contact={contact}
              holds={answer === 'none' ? undefined : t(`voice.${voice}.stillHolds`)}
            />
          )}
          {!closed && result?.kind === 'invalid' && !errors.answer && (
            <DetailsNotSaved
              errors={{ people: errors.people?.[0], message: errors.message?.[0] }}
              mostPeople={Math.min(left ?? largestParty, largestParty)}
              holds={t(`voice.${voice}.stillHolds`)}
            />
          )}
          {!closed && <MovedNotice event={event} language={language} />}
          {!closed && offered !== null && (
            <SeatOffer
              voice={voice}
              people={page.people}
              until={momentIn(offered, event.timeZone, language)}
              address={address}
            />
          )}
          {choosing && offered === null && <NotSavedYet voice={voice} answer={choosing} address={address} />}
          {answer !== 'none' && !choosing && !gone && offered === null && (
            <SavedAnswer
              voice={voice}
              answer={answer}
              inQueue={waits ? page.queuePlace : null}
              people={page.people}
              message={page.message}
              day={weekdayAndDay(event.startsAt, event.timeZone, language)}
              just={page.saved && !result}
              recorded={page.recorded}
              receipt={page.receipt}
              calendarAddress={closed || waits ? null : `/events/${event.id}.ics?lang=${language}`}
            />
          )}
          {closed && page.mayGiveUp && <GiveUp voice={voice} waits={waits} address={address} />}
          {!closed && offered === null && (
            <Stack gap={14}>
              <AnswerChoices
                voice={voice}
                saved={answer}
                waits={waits}
                queuePlace={page.queuePlace}
                address={address}
                error={errors.answer?.[0] && t(`troubles.${errors.answer[0]}`)}
                hint={until ? t(`voice.${voice}.changeBy`, { until }) : t(`voice.${voice}.change`)}
              />
              {answer !== 'yes' && left !== null && (
                <p>{left === 0 ? t('rsvp.full') : t('rsvp.seatsLeft', { count: left })}</p>
              )}
            </Stack>
          )}
          {!closed && !choosing && answer !== 'none' && offered === null && (
            <AnswerDetails
              voice={voice}
              answer={answer}
              details={{ people: typed?.people ?? String(page.people), message: typed?.message ?? page.message ?? '' }}
              mostPeople={waits ? event.capacity : left}
              address={address}
              errors={{ people: errors.people?.[0], message: errors.message?.[0] }}
            />
          )}
          {!closed && !choosing && answer === 'yes' && offered === null && <NeedsForm voice={voice} {...page.needs} />}
          {!closed && <p className="small mute">{t(`voice.${voice}.linkIsYours`)}</p>}
          {closed?.reason !== 'withdrawn' && (
            <Section title={t('rsvp.programme')} id="programme">
              <Stack gap={14}>
                {agenda.length > 0 ? (
                  <AgendaList
                    items={agenda}
                    startsAt={event.startsAt}
                    zone={event.timeZone}
                    language={language}
                    textLanguage={agendaLanguage(event.languages)}
                    compact
                  />
                ) : (
                  <p>{t('rsvp.programmeLater')}</p>
                )}
                <a href={`/events/${event.id}?lang=${language}`}>{t('rsvp.eventPage')}</a>
              </Stack>
            </Section>
          )}
          {!closed && (
            <p>
              {t('rsvp.askTitle')} {contact}
            </p>
          )}
        </Stack>
      </Narrow>
    </>
  )

  function momentIn(at: number, zone: string, wanted: Language): string {
    return t('rsvp.dayAndTime', { day: weekdayAndDay(at, zone, wanted), time: clock(at, zone, wanted) })
  }
}

export function ErrorBoundary() {
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 404) return <LinkTrouble kind="unknown" />
  if (status === 410) return <LinkTrouble kind="expired" />
  return <Trouble kind={troubleOf(status)} />
}
