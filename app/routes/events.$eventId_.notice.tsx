import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PrintButton } from '#app/features/agenda-sheet/components/print-button.tsx'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { NoticeSheet } from '#app/features/open-registration/components/notice-sheet.tsx'
import css from '#app/features/open-registration/components/notice-sheet.module.css'
import { registrationOf } from '#app/features/open-registration/queries.server.ts'
import { closedReason, closingTime, momentIn, shortPath } from '#app/features/open-registration/rules.ts'
import { requirePublicEvent } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { qrCode } from '#app/lib/qr-code.ts'
import { useNonce } from '#app/ui/nonce.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stack, Wrap } from '#app/ui/page.tsx'

/** A sheet for the notice board, in the language of the page. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { language, baseUrl } = context
  const event = await requirePublicEvent({ params, context })
  const registration = await registrationOf(context.db.read, event.id)
  const t = words(language)
  const open = registration && closedReason(event, registration, context.now()) === null
  const address = `${baseUrl}${open ? shortPath(registration.code) : `/events/${event.id}`}`
  return {
    event,
    language,
    address,
    // Whoever comes by this sheet reads its language.
    code: qrCode(`${address}?lang=${language}`),
    until: open ? momentIn(closingTime(event, registration.closesAt), event.timeZone, language, t) : null,
    title: t('openRegistration:notice.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  ...pageMeta(page?.title ?? ''),
  { name: 'robots', content: 'noindex' },
]

const portrait = '@page { size: A4 portrait; margin: 16mm; }'

export default function NoticePage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('openRegistration')
  return (
    <Wrap padded>
      <style nonce={useNonce()} suppressHydrationWarning>
        {portrait}
      </style>
      <Stack gap={26}>
        <div className={css.tools}>
          <PrintButton />
          <Link to={`/events/${page.event.id}`}>{t('notice.back')}</Link>
        </div>
        <NoticeSheet {...page} place={<EventPlace event={page.event} language={page.language} town />} />
      </Stack>
    </Wrap>
  )
}
