import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { signInByToken } from '#app/features/people/queries.server.ts'
import { samePagePath, signInLifetime } from '#app/features/people/rules.ts'
import { signIn } from '#app/features/people/sign-in.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import type { RouteHandle } from '#app/root.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** The address is a key: nothing runs on this page that could carry it away. */
export const handle: RouteHandle = { script: false }

type Refusal = 'unknown' | 'expired' | 'used'
const statuses: Record<Refusal, number> = { unknown: 404, expired: 410, used: 410 }

const nextOf = (request: Request) => samePagePath(new URL(request.url).searchParams.get('next'))

/** Shows whose account the link opens, by name. Reading signs nobody in: mail programs open links too (SEC-4). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = { secret: context.secret, token: params.token ?? '', now: context.now() }
  const found = await signInByToken(context.db.read, asked)
  const t = words(context.language)
  const page = { next: nextOf(request), minutes: signInLifetime / 60_000 }
  return found.ok
    ? data({ ...page, title: t('people:confirm.title'), name: found.name, refusal: null })
    : data(
        { ...page, title: t(`people:confirm.refusal.${found.reason}.title`), name: null, refusal: found.reason },
        statuses[found.reason],
      )
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  ...pageMeta(page?.title ?? ''),
  { name: 'robots', content: 'noindex' },
]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, secret, baseUrl, person } = context
  const outcome = await signIn(db, {
    secret,
    token: params.token ?? '',
    baseUrl,
    sessionId: person?.sessionId ?? null,
    now: context.now(),
  })
  if (!outcome.ok) return data({ refusal: outcome.reason }, statuses[outcome.reason])
  return redirect(nextOf(request) ?? '/', { headers: { 'Set-Cookie': outcome.setCookie } })
}

export default function ConfirmSignIn() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<typeof action>()?.refusal ?? page.refusal
  return <Narrow padded>{refusal === null ? <Confirm name={page.name ?? ''} /> : <Refused reason={refusal} />}</Narrow>
}

function Confirm({ name }: { name: string }) {
  const { t } = useTranslation('people')
  return (
    <form method="post">
      <Stack gap={20}>
        <h1>{t('confirm.title')}</h1>
        <p className="lead">{t('confirm.lead', { name })}</p>
        <p>
          <Button phoneWide>{t('confirm.button')}</Button>
        </p>
        <p className="mute">
          {t('confirm.notYou', { name })} {t('confirm.shared')}
        </p>
      </Stack>
    </form>
  )
}

function Refused({ reason }: { reason: Refusal }) {
  const { next, minutes } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  return (
    <Stack gap={20}>
      <h1>{t(`confirm.refusal.${reason}.title`)}</h1>
      <p className="lead">{t(`confirm.refusal.${reason}.body`, { minutes })}</p>
      <p>
        <ButtonLink reloadDocument to={next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}>
          {t('confirm.askNew')}
        </ButtonLink>
      </p>
    </Stack>
  )
}
