import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { words } from '#app/i18n/translators.server.ts'
import { publicPageMeta } from '#app/ui/page-meta.ts'
import { Band, Narrow, Prose } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'

/** Plain text: no script is needed to read it. */
export const handle = { script: false }

export function loader({ context }: LoaderFunctionArgs) {
  const t = words(context.language)
  return {
    title: t('pages:accessibility.title'),
    description: t('pages:accessibility.description'),
    baseUrl: context.baseUrl,
    language: context.language,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) =>
  data ? publicPageMeta({ ...data, path: location.pathname }) : []

const gaps = ['users', 'live', 'language', 'letters'] as const

/** The statement that the Act on the Provision of Digital Services (306/2019) asks for, section 9 (A11Y-8). */
export default function Accessibility() {
  const { t } = useTranslation('pages')
  return (
    <>
      <Band>
        <Narrow>
          <h1>{softHyphens(t('accessibility.title'))}</h1>
        </Narrow>
      </Band>
      <Narrow padded>
        <Prose>
          <p className="lead">{t('accessibility.lead')}</p>
          <h2>{t('accessibility.scope.title')}</h2>
          <p>{t('accessibility.scope.text')}</p>
          <h2>{t('accessibility.status.title')}</h2>
          <p>{t('accessibility.status.text')}</p>
          <h2>{t('accessibility.gaps.title')}</h2>
          <ul>
            {gaps.map((gap) => (
              <li key={gap}>{t(`accessibility.gaps.${gap}`)}</li>
            ))}
          </ul>
          <h2>{t('accessibility.method.title')}</h2>
          <p>{t('accessibility.method.text')}</p>
          <h2>{t('accessibility.feedback.title')}</h2>
          <p>{t('accessibility.feedback.text')}</p>
          <p>
            <Link to="/contact">{t('accessibility.feedback.link')}</Link>
          </p>
          <h2>{t('accessibility.authority.title')}</h2>
          <p>{t('accessibility.authority.text')}</p>
          <p>
            <b>{t('accessibility.authority.name')}</b>
            <br />
            {t('accessibility.authority.unit')}
            <br />
            <a href="https://www.saavutettavuusvaatimukset.fi">
              www.
              <wbr />
              saavutettavuusvaatimukset.fi
            </a>
            <br />
            <a href="mailto:saavutettavuus@traficom.fi">saavutettavuus@traficom.fi</a>
            <br />
            {t('accessibility.authority.phone')}
          </p>
          <p className="small mute">{t('accessibility.authority.transfer')}</p>
        </Prose>
      </Narrow>
    </>
  )
}
