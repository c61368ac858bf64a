import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { words } from '#app/i18n/translators.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'
import type { RouteHandle } from '#app/root.tsx'

export const handle: RouteHandle = { script: false }

/** Where a person is led whose data are gone, with the link that they came by. */
export function loader({ context }: LoaderFunctionArgs) {
  return { title: words(context.language)('ownData:gone.title') }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? 'Kutsu')

export default function Erased() {
  const { t } = useTranslation('ownData')
  return (
    <Narrow padded>
      <Stack gap={14}>
        <h1>{t('gone.title')}</h1>
        <p className="lead">{t('gone.text')}</p>
        <p>
          <a href="/">{t('gone.home')}</a>
        </p>
      </Stack>
    </Narrow>
  )
}
