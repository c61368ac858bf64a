import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { words } from '#app/i18n/translators.server.ts'
import { publicPageMeta } from '#app/ui/page-meta.ts'
import { Band, Narrow, Prose } from '#app/ui/page.tsx'

/** Plain text: no script is needed to read it. */
export const handle = { script: false }

export function loader({ context }: LoaderFunctionArgs) {
  const t = words(context.language)
  return {
    title: t('pages:privacy.title'),
    description: t('pages:privacy.description'),
    baseUrl: context.baseUrl,
    language: context.language,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) =>
  data ? publicPageMeta({ ...data, path: location.pathname }) : []

const kept = ['contacts', 'answers', 'registrations', 'needs', 'attendance', 'accounts', 'letters', 'log'] as const

/** What the GDPR's articles 13 and 14 ask to be told. */
export default function Privacy() {
  const { t } = useTranslation('pages')
  return (
    <>
      <Band>
        <Narrow>
          <h1>{t('privacy.title')}</h1>
        </Narrow>
      </Band>
      <Narrow padded>
        <Prose>
          <p className="lead">{t('privacy.lead')}</p>
          <h2>{t('privacy.controller.title')}</h2>
          <p>{t('privacy.controller.text')}</p>
          <h2>{t('privacy.what.title')}</h2>
          <ul>
            {kept.map((each) => (
              <li key={each}>{t(`privacy.what.${each}`)}</li>
            ))}
          </ul>
          <h2>{t('privacy.who.title')}</h2>
          <p>{t('privacy.who.text')}</p>
          <h2>{t('privacy.time.title')}</h2>
          <p>{t('privacy.time.text')}</p>
          <h2>{t('privacy.rights.title')}</h2>
          <p>{t('privacy.rights.text')}</p>
          <p>
            <Link to="/contact">{t('privacy.rights.link')}</Link>
          </p>
          <h2>{t('privacy.others.title')}</h2>
          <p>{t('privacy.others.text')}</p>
          <h2>{t('privacy.cookies.title')}</h2>
          <p>{t('privacy.cookies.text')}</p>
          <ul>
            <li>{t('privacy.cookies.session')}</li>
            <li>{t('privacy.cookies.lang')}</li>
          </ul>
        </Prose>
      </Narrow>
    </>
  )
}
