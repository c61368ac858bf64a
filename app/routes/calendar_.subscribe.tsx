import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubscribeWays } from '#app/features/calendar/components/subscribe-ways.tsx'
import { feedOrganiser } from '#app/features/calendar/queries.server.ts'
import { feedName, feedPath, feedWanted } from '#app/features/calendar/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { qrCode } from '#app/lib/qr-code.ts'
import { Band, Narrow, Stack } from '#app/ui/page.tsx'
import { publicPageMeta } from '#app/ui/page-meta.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { language, baseUrl } = context
  const { searchParams } = new URL(request.url)
  const feed = feedWanted(searchParams, language)
  const organiser = feed?.of === 'organiser' ? await feedOrganiser(context.db.read, feed.organiserId) : null
  if (!feed || (feed.of === 'organiser' && !organiser)) throw data(null, 404)
  const t = words(language)
  const filter = new URLSearchParams(feed.kinds.map((kind) => ['kind', kind]))
  if (feed.of === 'organiser') filter.set('organiser', feed.organiserId)
  const page = `${baseUrl}/calendar/subscribe?${new URLSearchParams([...filter, ['lang', language]]).toString()}`
  const address = `${baseUrl}${feedPath(feed)}`
  return {
    title: t('calendar:subscribe.title'),
    description: t('calendar:subscribe.description'),
    language,
    baseUrl,
    name: feedName(feed, organiser, t),
    address,
    webcal: address.replace(/^https?:/, 'webcal:'),
    page: { address: page, code: qrCode(page) },
    back: filter.size === 0 ? '/calendar' : `/calendar?${filter.toString()}`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? publicPageMeta({ ...page, path: '/calendar/subscribe' }) : []

export default function Subscribe() {
  const { title, name, back, address, webcal, page } = useLoaderData<typeof loader>()
  const { t } = useTranslation('calendar')
  return (
    <>
      <Band>
        <Narrow>
          <h1>{title}</h1>
          <p className="lead">{name}</p>
        </Narrow>
      </Band>
      <Narrow padded>
        <Stack gap={40}>
          <SubscribeWays address={address} webcal={webcal} page={page} />
          <p>
            <Link to={back} reloadDocument>
              {t('subscribe.back')}
            </Link>
          </p>
        </Stack>
      </Narrow>
    </>
  )
}
