import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { MailLink } from '#app/ui/mail-link.tsx'
import { publicPageMeta } from '#app/ui/page-meta.ts'
import { Band, Narrow, Section } from '#app/ui/page.tsx'

/** Plain text: no script is needed to read it. */
export const handle = { script: false }

/** Role addresses of those who convene; the people behind them are not named here. */
export async function loader({ context }: LoaderFunctionArgs) {
  const t = words(context.language)
  const organisers = await allOrganisers(context.db.read)
  return {
    title: t('pages:contact.title'),
    description: t('pages:contact.description'),
    baseUrl: context.baseUrl,
    language: context.language,
    organisers: organisers.map(({ id, name, email }) => ({ id, name, email })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) =>
  data ? publicPageMeta({ ...data, path: location.pathname }) : []

export default function Contact() {
  const { organisers, language } = useLoaderData<typeof loader>()
  const { t } = useTranslation('pages')
  return (
    <>
      <Band>
        <Narrow>
          <h1>{t('contact.title')}</h1>
          <p className="lead mute">{t('contact.lead')}</p>
        </Narrow>
      </Band>
      <Narrow padded>
        <Section title={t('contact.list')}>
          {organisers.length === 0 ? (
            <Empty title={t('contact.none')} />
          ) : (
            <Lines>
              {organisers.map(({ id, name, email }) => (
                <Line key={id}>
                  <b>
                    <Local text={name} language={language} />
                  </b>
                  <br />
                  {email ? <MailLink address={email} /> : <span className="mute">{t('contact.noAddress')}</span>}
                </Line>
              ))}
            </Lines>
          )}
        </Section>
      </Narrow>
    </>
  )
}
