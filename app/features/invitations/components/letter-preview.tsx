import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Box } from '#app/ui/box.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { breakable } from '#app/ui/mail-link.tsx'
import { Prose, Row, Section, Stack } from '#app/ui/page.tsx'

/** The letter as one of the recipients reads it, in words, without a live link; and the ways to look at another's. */
export function LetterPreview({
  shown,
  examples,
  who,
  found,
  email,
}: {
  shown: { key: string; name: string; language: Language; subject: string; paragraphs: string[] }
  /** The first recipient of each language. */
  examples: { key: string; name: string; language: Language }[]
  /** What was searched, and whom it found. */
  who: string
  found: { key: string; name: string }[]
  /** Where a test letter goes. */
  email: string
}) {
  const { t } = useTranslation('letterTexts')
  const linkTo = (key: string) => `?${new URLSearchParams({ to: key, ...(who && { who }) }).toString()}#preview`
  return (
    <Section title={t('send.preview')} level={3} id="preview">
      <Stack gap={20}>
        {examples.length > 1 && (
          <nav aria-label={t('send.previewIn')}>
            <Row gap={20}>
              {examples.map(({ key, language }) => (
                <Link
                  key={language}
                  to={linkTo(key)}
                  aria-current={shown.language === language ? 'true' : undefined}
                  preventScrollReset
                >
                  {t(`send.perLanguage.${language}`)}
                </Link>
              ))}
            </Row>
          </nav>
        )}
        <p>{t('send.previewOf', { name: shown.name })}</p>
        <Box tone="outlined">
          <Stack gap={20}>
            <p>
              <span className="small mute">{t('send.subject')}</span>
              <br />
              <b lang={shown.language}>{shown.subject}</b>
            </p>
            <div lang={shown.language}>
              <Prose>
                {shown.paragraphs.map((paragraph, place) => (
                  <p key={place} style={{ whiteSpace: 'pre-line' }}>
                    {breakable(paragraph)}
                  </p>
                ))}
              </Prose>
            </div>
          </Stack>
        </Box>
        <Form method="get" role="search" aria-label={t('send.who')} preventScrollReset>
          <Stack gap={14}>
            <TextField label={t('send.who')} hint={t('send.whoHint')} name="who" type="search" defaultValue={who} />
            <div>
              <Button variant="outlined" small>
                {t('send.show')}
              </Button>
            </div>
          </Stack>
        </Form>
        {who !== '' &&
          (found.length === 0 ? (
            <p role="status">{t('send.noneFound')}</p>
          ) : (
            <ul>
              {found.map(({ key, name }) => (
                <li key={key}>
                  <Link to={linkTo(key)} preventScrollReset>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          ))}
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="test" />
          <input type="hidden" name="to" value={shown.key} />
          <Stack gap={8}>
            <div>
              <Button variant="outlined" small>
                {t('send.test')}
              </Button>
            </div>
            <p className="small mute">{breakable(t('send.testHint', { email }))}</p>
          </Stack>
        </Form>
      </Stack>
    </Section>
  )
}
