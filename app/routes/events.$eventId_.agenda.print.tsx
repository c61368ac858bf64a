import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PrintButton } from '#app/features/agenda-sheet/components/print-button.tsx'
import { SheetPage } from '#app/features/agenda-sheet/components/sheet-page.tsx'
import css from '#app/features/agenda-sheet/components/sheet-page.module.css'
import { agendaSheet, sheetWords } from '#app/features/agenda-sheet/rules.ts'
import { requireAgendaSheet } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { dayAndYear } from '#app/lib/dates.ts'
import { useNonce } from '#app/ui/nonce.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stack, Wrap } from '#app/ui/page.tsx'

/** The agenda on one sheet, to print. */
export async function loader(args: LoaderFunctionArgs) {
  const { language, baseUrl, now } = args.context
  const { event, items, which } = await requireAgendaSheet(args)
  const t = words(language)
  const sheet = agendaSheet(event, items, which, { language, baseUrl, t })
  return {
    eventId: event.id,
    sheet,
    live: sheetWords(sheet, t).live,
    pageTitle: t('sheet:pageTitle', { title: sheet.title }),
    printed: t('sheet:printed', { day: dayAndYear(now(), event.timeZone, language) }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  ...pageMeta(page?.pageTitle ?? ''),
  { name: 'robots', content: 'noindex' },
]

export default function Print() {
  const { eventId, sheet, live, printed } = useLoaderData<typeof loader>()
  const { t } = useTranslation('sheet')
  return (
    <Wrap padded>
      <PageNumbers />
      <Stack gap={26}>
        <div className={css.tools}>
          <PrintButton />
          <Link to={`/events/${eventId}`}>{t('back')}</Link>
        </div>
        <SheetPage sheet={sheet} live={live} printed={printed} />
      </Stack>
    </Wrap>
  )
}

/** `sivu 1/2` at the foot of each page, where the browser knows margin boxes (CSS Paged Media 3). */
function PageNumbers() {
  const { t } = useTranslation('sheet')
  const [before = '', between = ''] = t('page', { page: '\n', pages: '\n' }).split('\n')
  const content = `"${before}" counter(page) "${between}" counter(pages)`
  return (
    <style nonce={useNonce()} suppressHydrationWarning>
      {`@page { @bottom-right { content: ${content}; font: 9pt 'Source Sans 3 Variable', sans-serif; } }`}
    </style>
  )
}
