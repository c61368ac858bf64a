import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse } from '@remix-run/react'
import { doorCodeFor } from '#app/features/attendance/queries.server.ts'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { answerForm, type FieldTrouble } from '#app/features/invitations/forms.ts'
import {
  givenAnswer,
  mostPeople,
  onlineOf,
  queuePlace,
  refusalOf,
  seatTerms,
  seatsLeft,
  voiceOf,
} from '#app/features/invitations/rules.ts'
import { needsTold } from '#app/features/needs/queries.server.ts'
import { erasedAt } from '#app/features/needs/rules.ts'
import { answerInvitationWithTables } from '#app/features/table-places/answer-invitation-with-tables.server.ts'
import { tableChoices } from '#app/features/table-places/queries.server.ts'
import { partyOf } from '#app/features/table-places/rules.ts'
import { guestsIn } from '#app/features/guests/forms.ts'
import { guestsOf, marksOf } from '#app/features/guests/queries.server.ts'
import { choosesMode, erasedAt as guestsErasedAt } from '#app/features/guests/rules.ts'
import { answersOfInvitation, questionsOf } from '#app/features/questions/queries.server.ts'
import { largestPartyOf } from '#app/features/open-registration/queries.server.ts'
import { writingRefusal } from '#app/features/invitee-messages/rules.ts'
import { requireInvitation } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { languageCookie } from '#app/lib/language-cookie.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import { isLanguage, localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import type { RouteHandle } from '#app/root.tsx'

export { LinkBoundary as ErrorBoundary } from '#app/features/invitations/components/link-trouble.tsx'

export { AnswerPage as default } from '#app/routes/rsvp.$token/answer-page.tsx'

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
  const terms = seatTerms(invitation)
  const saved = ['answer', 'details'].includes(url.searchParams.get('saved') ?? '') && invitation.answer !== 'none'
  const t = words(language)
  const title = localText(event.title, language).text
  const closed = refusalOf(invitation, null, now)
  const titleOf = () => {
    if (invitation.place === 'waiting' && closed?.reason !== 'over')
      return t(terms.drawAt === null ? 'seats:titleWaiting' : 'seats:titleDraw', { title })
    return t(saved ? 'invitations:rsvp.titleSaved' : 'invitations:rsvp.title', { title })
  }
  return {
    language,
    now,
    event,
    address: `?lang=${language}`,
    name: invitation.name,
    ownData: `/rsvp/${params.token ?? ''}/data?lang=${language}`,
    voice: voiceOf(invitation.recipientKind),
    answer: invitation.answer,
    place: invitation.place,
    /** The place in the queue that this invitee has, or would get now; null when none. */
    queuePlace: queuePlace(invitation),
    terms,
    /** The most people that can be said. */
    mostPeople: Math.min(mostPeople(invitation), await largestPartyOf(context.db.read, invitation)),
    offeredUntil: invitation.place === 'offered' ? invitation.offeredUntil : null,
    people: invitation.people,
    /** How many of them take part online. */
    online: onlineOf(event.attendanceMode, invitation),
    message: invitation.message,
    recorded: invitation.recordedBy !== null,
    receipt: invitation.email !== null,
    guests: {
      rows: await guestsOf(context.db.read, invitation.id),
      hybrid: choosesMode(event.attendanceMode),
      erasedOn: weekdayAndDay(guestsErasedAt(event), event.timeZone, language),
    },
    /** An association's people share its link: they see who gave the answer. */
    marks: voiceOf(invitation.recipientKind) === 'group' ? await marksOf(context.db.read, invitation.id) : [],
    questions: {
      asked: await questionsOf(context.db.read, event.id),
      answers: await answersOfInvitation(context.db.read, invitation.id),
      saved: url.searchParams.get('saved') === 'questions',
      erasedOn: weekdayAndDay(guestsErasedAt(event), event.timeZone, language),
      address: `/rsvp/${params.token ?? ''}/questions?lang=${language}`,
    },
    needs: {
      told: await needsTold(context.db.read, context.secret, invitation.id),
      saved: url.searchParams.get('saved') === 'needs',
      erasedOn: weekdayAndDay(erasedAt(event), event.timeZone, language),
      address: `/rsvp/${params.token ?? ''}/needs?lang=${language}`,
    },
    tables: {
      party: partyOf(invitation, event.attendanceMode),
      groups: invitation.place === 'seat' ? await tableChoices(context.db.read, invitation) : [],
      saved: url.searchParams.get('saved') === 'tables',
      address: `/rsvp/${params.token ?? ''}/tables?lang=${language}`,
    },
    doorCode: doorCodeFor(invitation, context.baseUrl, now),
    /** Writing to the convener; null: it can be said with the answer. */
    writing:
      writingRefusal(invitation, now) === null
        ? {
            id: newId(),
            sent: url.searchParams.get('saved') === 'message',
            address: `/rsvp/${params.token ?? ''}/message?lang=${language}`,
          }
        : null,
    /** Seats that this invitee could have; null when there is no limit. */
    seatsLeft: Number.isFinite(left) ? left : null,
    /** Why no answer at all is taken now. */
    closed,
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
  const { guests, answeredBy, trouble } = guestsIn(form)
  const typed = { people: textOf(form, 'people'), message: textOf(form, 'message'), guests, answeredBy }
  if (await context.tooOften('answer', linkId)) return data({ kind: 'tooOften', typed } as const, 429)
  const submission = parseWithZod(form, { schema: answerForm })
  if (submission.status !== 'success') {
    const errors = submission.error as Partial<Record<string, FieldTrouble[]>> | null
    return data({ kind: 'invalid', typed, errors: errors ?? {} } as const, 400)
  }
  if (trouble) return data({ kind: 'guests', typed, trouble } as const, 400)
  const { part, answer, people, message } = submission.value
  if (people !== undefined && people > (await largestPartyOf(context.db.read, invitation))) {
    const errors: Partial<Record<string, FieldTrouble[]>> = { people: ['peopleRange'] }
    return data({ kind: 'invalid', typed, errors } as const, 400)
  }
  const outcome = await answerInvitationWithTables(context.db, {
    invitationId: invitation.id,
    answer,
    ...(part === 'details' ? { people, message: message || null, answeredBy: answeredBy || null } : {}),
    guests,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok && outcome.refusal === null) {
    return data({ kind: 'guests', typed, trouble: outcome.moreNames } as const, 409)
  }
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
