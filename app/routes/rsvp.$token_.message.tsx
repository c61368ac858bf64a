import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { eventChanged } from '#app/features/events/rules.ts'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { voiceOf } from '#app/features/invitations/rules.ts'
import { MessageForm } from '#app/features/invitee-messages/components/message-form.tsx'
import { messageForm, type MessageTrouble } from '#app/features/invitee-messages/forms.ts'
import { writingRefusal } from '#app/features/invitee-messages/rules.ts'
import { sendMessage } from '#app/features/invitee-messages/send-message.server.ts'
import { requireInvitation } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { newId } from '#app/lib/ids.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'
import type { RouteHandle } from '#app/root.tsx'

export { LinkBoundary as ErrorBoundary } from '#app/features/invitations/components/link-trouble.tsx'

/** As the answer page, it needs no script and ships none. */
export const handle: RouteHandle = { script: false }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { invitation } = await requireInvitation({ params, context })
  const { language } = context
  const { event } = invitation
  const token = params.token ?? ''
  return {
    language,
    event,
    name: invitation.name,
    voice: voiceOf(invitation.recipientKind),
    refusal: writingRefusal(invitation, context.now()),
    newId: newId(),
    address: `/rsvp/${token}/message?lang=${language}`,
    back: `/rsvp/${token}?lang=${language}`,
    title: words(language)('inviteeMessages:pageTitle', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? 'Kutsu')

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { invitation, linkId } = await requireInvitation({ params, context })
  const form = await readForm(request)
  const typed = textIn(form, 'text')
  const submission = parseWithZod(form, { schema: messageForm })
  if (submission.status !== 'success') {
    const errors = submission.error as Partial<Record<string, MessageTrouble[]>> | null
    return data({ typed, error: errors?.text?.[0] } as const, 400)
  }
  if (await context.tooOften('message', linkId)) return data({ typed, refused: 'tooOften' } as const, 429)
  const outcome = await sendMessage(context.db, {
    invitationId: invitation.id,
    ...submission.value,
    baseUrl: context.baseUrl,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok) return data({ typed, refused: outcome.reason } as const, 409)
  context.announce(eventChanged(outcome.eventId))
  context.wake('deliverMail')
  return redirect(`/rsvp/${params.token ?? ''}?lang=${context.language}&saved=message#message`, 303)
}

export default function MessagePage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('inviteeMessages')
  const { event, language, voice, address, back, name } = page
  const refused = (result && 'refused' in result ? result.refused : undefined) ?? page.refusal
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
          {refused && <Notice tone="warn" role="alert" title={t(`refusals.${refused}`)} />}
          {(refused === null || refused === 'tooOften') && (
            <MessageForm
              voice={voice}
              id={page.newId}
              address={address}
              sent={false}
              typed={result?.typed}
              error={result && 'error' in result ? result.error : undefined}
            />
          )}
          <a href={back}>{t('back')}</a>
        </Stack>
      </Narrow>
    </>
  )
}
