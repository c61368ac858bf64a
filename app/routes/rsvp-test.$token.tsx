import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { givenAnswer } from '#app/features/invitations/rules.ts'
import { linkByToken } from '#app/features/links/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'
import type { RouteHandle } from '#app/root.tsx'

export { LinkBoundary as ErrorBoundary } from '#app/features/invitations/components/link-trouble.tsx'

export const handle: RouteHandle = { script: false }

/**
 * Where the links of a test letter lead: says that it was one. There is no invitation behind it and nothing to save.
 * @throws 404 when the token is none of ours, 410 when its time is over
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { secret, db, language } = context
  const asked = { secret, token: params.token ?? '', purpose: 'testAnswer', now: context.now() } as const
  const link = await linkByToken(db.read, asked)
  const t = words(language)
  if (!link.ok) {
    const expired = link.reason === 'expired'
    const title = t(`invitations:linkTrouble.${expired ? 'expired' : 'unknown'}.title`)
    throw data({ title }, { status: expired ? 410 : 404 })
  }
  return {
    chosen: givenAnswer(new URL(request.url).searchParams.get('answer')),
    title: t('letterTexts:testPage.title'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function TestAnswer() {
  const { chosen } = useLoaderData<typeof loader>()
  const { t } = useTranslation('letterTexts')
  return (
    <Narrow padded>
      <Stack gap={20}>
        <h1>{t('testPage.title')}</h1>
        {chosen && <p>{t('testPage.chosen', { answer: t(`testPage.answer.${chosen}`) })}</p>}
        <p>{t('testPage.text')}</p>
        <p>
          <Link to="/">{t('testPage.home')}</Link>
        </p>
      </Stack>
    </Narrow>
  )
}
