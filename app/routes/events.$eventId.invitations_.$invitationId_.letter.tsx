import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { letterOfInvitation } from '#app/features/invitations/queries.server.ts'
import { resendInvitation } from '#app/features/invitations/resend-invitation.server.ts'
import { mayResend } from '#app/features/mail/rules.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { Button } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** Where the letter of one invitation is, for its convener, and the way to send it again when it did not arrive. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { request, params, context } = asking
  const { language } = context
  const found = await letterOfInvitation(context.db.read, event.id, params.invitationId ?? '')
  if (!found) throw new Response(null, { status: 404 })
  const { invitation, letter } = found
  const when = (at: number) => `${weekdayAndDay(at, event.timeZone, language)} ${clock(at, event.timeZone, language)}`
  return {
    back: `/events/${event.id}/invitations?part=notReached`,
    email: invitation.email,
    letter: letter && {
      state: letter.state,
      trouble: letter.trouble,
      queued: when(letter.queuedAt),
      sent: letter.sentAt === null ? null : when(letter.sentAt),
      mayResend: invitation.withdrawnAt === null && mayResend(letter, context.now()),
    },
    resent: new URL(request.url).searchParams.has('resent'),
    title: words(language)('letterTexts:sentLetter.title', { name: invitation.name }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { params, context } = asking
  const invitationId = params.invitationId ?? ''
  await resendInvitation(context.db, { eventId: event.id, invitationId, actor, now: context.now() })
  context.announce(eventChanged(event.id))
  context.wake('deliverMail')
  return redirect(`/events/${event.id}/invitations/${invitationId}/letter?resent`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function SentLetter() {
  const { back, email, letter, resent, title } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['letterTexts', 'mail'])
  return (
    <Narrow padded>
      <Stack gap={25}>
        <div>
          <p>
            <Link to={back}>{t('planned.back')}</Link>
          </p>
          <h2>{title}</h2>
        </div>
        {resent && letter?.state === 'waiting' && <Notice tone="ok" role="status" title={t('sentLetter.resent')} />}
        {!letter && <p>{t('sentLetter.none')}</p>}
        {letter && (
          <Facts
            rows={[
              { term: t('sentLetter.to'), text: email },
              { term: t('sentLetter.state'), text: t(`mail:outbox.state.${letter.state}`) },
              { term: t('sentLetter.queued'), text: letter.queued },
              ...(letter.sent ? [{ term: t('sentLetter.sent'), text: letter.sent }] : []),
              ...(letter.trouble ? [{ term: t('sentLetter.trouble'), text: letter.trouble }] : []),
            ]}
          />
        )}
        {letter?.mayResend && (
          <Form method="post">
            {letter.state === 'unknown' && <p>{t('sentLetter.unknownHint')}</p>}
            <Button>{t('sentLetter.resend')}</Button>
          </Form>
        )}
      </Stack>
    </Narrow>
  )
}
