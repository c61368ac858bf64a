import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { eventChanged } from '#app/features/events/rules.ts'
import { erasedAt } from '#app/features/guests/rules.ts'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { refusalOf, voiceOf } from '#app/features/invitations/rules.ts'
import { QuestionsForm } from '#app/features/questions/components/questions-form.tsx'
import { answersIn } from '#app/features/questions/forms.ts'
import { answersOfInvitation, questionsOf } from '#app/features/questions/queries.server.ts'
import { saveQuestionAnswers } from '#app/features/questions/save-question-answers.server.ts'
import { requireInvitation } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Narrow, Stack } from '#app/ui/page.tsx'
import type { RouteHandle } from '#app/root.tsx'

export { LinkBoundary as ErrorBoundary } from '#app/features/invitations/components/link-trouble.tsx'

/** As the answer page, it needs no script and ships none. */
export const handle: RouteHandle = { script: false }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { invitation } = await requireInvitation({ params, context })
  const { language } = context
  const { event } = invitation
  const { read } = context.db
  const token = params.token ?? ''
  const open = invitation.answer === 'yes' && refusalOf(invitation, 'yes', context.now()) === null
  return {
    language,
    event,
    name: invitation.name,
    voice: voiceOf(invitation.recipientKind),
    open,
    asked: await questionsOf(read, event.id),
    answers: await answersOfInvitation(read, invitation.id),
    erasedOn: weekdayAndDay(erasedAt(event), event.timeZone, language),
    address: `/rsvp/${token}/questions?lang=${language}`,
    back: `/rsvp/${token}?lang=${language}`,
    title: words(language)('questions:form.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? 'Kutsu'} – Kutsu` }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { invitation, linkId } = await requireInvitation({ params, context })
  const form = await readForm(request)
  const { typed } = answersIn(form, await questionsOf(context.db.read, invitation.eventId))
  if (await context.tooOften('answer', linkId)) return data({ typed, refused: 'tooOften' } as const, 429)
  const outcome = await saveQuestionAnswers(context.db, {
    invitationId: invitation.id,
    form,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok && outcome.refusal === null) return data({ typed, troubles: outcome.troubles } as const, 400)
  if (!outcome.ok) return data({ typed, refused: outcome.refusal.reason } as const, 409)
  context.announce(eventChanged(outcome.eventId))
  return redirect(`/rsvp/${params.token ?? ''}?lang=${context.language}&saved=questions#questions`, 303)
}

export default function QuestionsPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['questions', 'invitations'])
  const { event, language, voice, asked, answers, erasedOn, address, back, name, open } = page
  const refused = result && 'refused' in result ? result.refused : null
  const closed = !open || (refused !== null && refused !== 'tooOften')
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
          {result && (
            <Notice tone="alert" role="alert" title={t('form.notSaved')}>
              {refused === 'tooOften' && t('invitations:refusals.tooOftenText')}
            </Notice>
          )}
          {closed && <p>{t('form.notComing')}</p>}
          {!closed && asked.length === 0 && <p>{t('form.nothing')}</p>}
          {!closed && asked.length > 0 && (
            <QuestionsForm
              voice={voice}
              asked={asked}
              answers={answers}
              saved={false}
              erasedOn={erasedOn}
              address={address}
              language={language}
              typed={result?.typed}
              troubles={result && 'troubles' in result ? result.troubles : undefined}
            />
          )}
          <a href={back}>{t('form.back')}</a>
        </Stack>
      </Narrow>
    </>
  )
}
