import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { ErasePart } from '#app/features/own-data/components/erase-part.tsx'
import { OwnDataSections } from '#app/features/own-data/components/own-data-sections.tsx'
import { eraseOwnData } from '#app/features/own-data/erase-own-data.server.ts'
import { ownData } from '#app/features/own-data/queries.server.ts'
import { scopeOf } from '#app/features/own-data/rules.ts'
import { requireInvitation } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'
import type { RouteHandle } from '#app/root.tsx'

export { LinkBoundary as ErrorBoundary } from '#app/features/invitations/components/link-trouble.tsx'

/** As the answer page, it needs no script and ships none. */
export const handle: RouteHandle = { script: false }

/** What is held of an invitee, for whoever has their link (GDPR-4). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { invitation } = await requireInvitation({ params, context })
  const { language, db, secret } = context
  const query = new URL(request.url).searchParams
  const path = `/rsvp/${params.token ?? ''}`
  return {
    language,
    zone: invitation.event.timeZone,
    held: await ownData(db.read, secret, invitation),
    scope: scopeOf(invitation.recipientKind),
    over: context.now() >= invitation.event.endsAt,
    asks: query.has('erase'),
    erased: query.has('erased'),
    address: `${path}/data?lang=${language}`,
    download: `${path}/data.json`,
    back: `${path}?lang=${language}`,
    title: words(language)('ownData:title'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? 'Kutsu')

/** Erases it. Of a person nothing is left that a page behind the link could show: another one says that it is done. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { invitation, linkId } = await requireInvitation({ params, context })
  const form = await readForm(request)
  if (form.get('intent') !== 'erase') throw new Response(null, { status: 400 })
  if (await context.tooOften('answer', linkId)) return data({ refused: 'tooOften' } as const, 429)
  const outcome = await eraseOwnData(context.db, {
    invitationId: invitation.id,
    actor: { kind: 'link', linkId },
    now: context.now(),
  })
  if (!outcome.ok) throw new Response(null, { status: 404 })
  context.announce(eventChanged(outcome.eventId))
  context.wake('deliverMail')
  const { language } = context
  if (outcome.scope === 'all') return redirect(`/erased?lang=${language}`, 303)
  return redirect(`/rsvp/${params.token ?? ''}/data?lang=${language}&erased`, 303)
}

export default function OwnDataPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['ownData', 'invitations'])
  const { language, held, zone, scope, over, asks, erased, address, download, back } = page
  return (
    <Narrow padded>
      <Stack gap={46}>
        <Stack gap={14}>
          <p>
            <a href={back}>{t('back')}</a>
          </p>
          <h1>{t('title')}</h1>
          {result && <Notice tone="warn" role="alert" title={t('invitations:refusals.tooOften')} />}
          {erased && !result && <Notice tone="ok" role="status" title={t('erase.done')} />}
          <p className="lead">{t(`lead.${scope}`)}</p>
          <p>
            <a href={download} download="kutsu.json">
              {t('download')}
            </a>
          </p>
        </Stack>
        <OwnDataSections data={held} zone={zone} language={language} />
        <ErasePart scope={scope} over={over} address={address} asks={asks} />
      </Stack>
    </Narrow>
  )
}
