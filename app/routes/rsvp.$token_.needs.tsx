import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { eventChanged } from '#app/features/events/rules.ts'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { voiceOf } from '#app/features/invitations/rules.ts'
import { NeedsForm } from '#app/features/needs/components/needs-form.tsx'
import { needsForm, type NeedTrouble } from '#app/features/needs/forms.ts'
import { needsTold } from '#app/features/needs/queries.server.ts'
import { erasedAt, needKinds } from '#app/features/needs/rules.ts'
import { saveNeeds } from '#app/features/needs/save-needs.server.ts'
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
  const title = localText(event.title, language).text
  const token = params.token ?? ''
  return {
    language,
    event,
    name: invitation.name,
    voice: voiceOf(invitation.recipientKind),
    coming: invitation.answer === 'yes',
    told: await needsTold(context.db.read, context.secret, invitation.id),
    erasedOn: weekdayAndDay(erasedAt(event), event.timeZone, language),
    address: `/rsvp/${token}/needs?lang=${language}`,
    back: `/rsvp/${token}?lang=${language}`,
    title: words(language)('needs:form.title', { title }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? 'Kutsu'} – Kutsu` }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { invitation, linkId } = await requireInvitation({ params, context })
  const form = await readForm(request)
  const text = form.get('text')
  const typed = {
    kinds: needKinds.filter((kind) => form.getAll('kinds').includes(kind)),
    text: typeof text === 'string' ? text : '',
  }
  if (await context.tooOften('answer', linkId)) return data({ typed, refused: 'tooOften' } as const, 429)
  const submission = parseWithZod(form, { schema: needsForm })
  if (submission.status !== 'success') {
    const errors = submission.error as Partial<Record<string, NeedTrouble[]>> | null
    return data({ typed, error: errors?.text?.[0] } as const, 400)
  }
  const outcome = await saveNeeds(context.db, {
    invitationId: invitation.id,
    needs: submission.value,
    secret: context.secret,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok) return data({ typed, refused: outcome.refusal.reason } as const, 409)
  context.announce(eventChanged(outcome.eventId))
  return redirect(`/rsvp/${params.token ?? ''}?lang=${context.language}&saved=needs#needs`, 303)
}

export default function NeedsPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['needs', 'invitations'])
  const { event, language, voice, told, erasedOn, address, back, name, coming } = page
  const refused = result && 'refused' in result ? result.refused : coming ? null : 'notComing'
  const closed = refused !== null && refused !== 'tooOften'
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
          {refused === 'notComing' && <p>{t('form.notComing')}</p>}
          {!closed && (
            <NeedsForm
              voice={voice}
              told={told}
              saved={false}
              erasedOn={erasedOn}
              address={address}
              typed={result?.typed}
              error={result && 'error' in result ? result.error : undefined}
            />
          )}
          <a href={back}>{t('form.back')}</a>
        </Stack>
      </Narrow>
    </>
  )
}
