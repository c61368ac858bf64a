import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requirePermission } from '#app/guards.server.ts'
import { Band, Wrap } from '#app/ui/page.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

export function loader({ request, context }: LoaderFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  return null
}

/** The frame of the pages of those who run the service. */
export default function Administration() {
  const { t } = useTranslation('people')
  return (
    <>
      <Band flush>
        <Wrap>
          <h1>{t('admin.title')}</h1>
          <Tabs
            label={t('admin.tabs')}
            items={[
              { to: '/admin/organisers', label: t('admin.organisers.tab') },
              { to: '/admin/outbox', label: t('admin.outbox.tab') },
            ]}
          />
        </Wrap>
      </Band>
      <Wrap padded>
        <Outlet />
      </Wrap>
    </>
  )
}
