import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextArea, TextField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import type { LetterTrouble, PartName } from '../forms.ts'
import type { LetterTexts, LetterVersion } from '../rules.ts'

const formId = 'letter'

/** A letter in each of its languages. A language that it is not written in yet has one button, which begins it. */
export function LetterForm({
  texts,
  troubles,
}: {
  texts: LetterTexts
  troubles: Partial<Record<PartName, LetterTrouble>>
}) {
  const { t } = useTranslation('letterTexts')
  const said = Object.fromEntries(Object.entries(troubles).map(([name, trouble]) => [name, inWords(trouble)]))
  const summary = Object.fromEntries(Object.entries(said).map(([name, text]) => [name, [text]]))
  return (
    <Form method="post" noValidate>
      <Stack gap={46}>
        <ErrorSummary form={{ id: formId, allErrors: summary }} />
        {languages.map((language) => {
          const version = texts[language]
          return (
            <Section key={language} title={t(`in.${language}`)} level={3}>
              {version ? (
                <VersionFields language={language} version={version} said={said} />
              ) : (
                <Row>
                  <span className="mute">{t(`missingHint.${language}`)}</span>
                  <Button name="begin" value={language} variant="outlined" small>
                    {t(`missing.${language}`)}
                  </Button>
                </Row>
              )}
            </Section>
          )
        })}
        <UnsentNotice />
        <Row>
          <Button name="go" value="check" phoneWide>
            {t('save')}
          </Button>
          <Button name="go" value="stay" variant="outlined" phoneWide>
            {t('saveOnly')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )

  function inWords(trouble: LetterTrouble): string {
    switch (trouble.trouble) {
      case 'long':
        return t('troubles.long', { most: trouble.most })
      case 'unknown':
        return t('troubles.unknown', { near: trouble.near })
      case 'broken':
        return t('troubles.broken', { near: trouble.near, open: '{{', close: '}}' })
      case 'subjectMissing':
      case 'bodyMissing':
        return t(`troubles.${trouble.trouble}`)
    }
  }
}

/** The parts of one version. They are read in its language, the labels in the page's. */
function VersionFields({
  language,
  version,
  said,
}: {
  language: Language
  version: LetterVersion
  said: Record<string, string>
}) {
  const { t } = useTranslation('letterTexts')
  const field = (part: keyof LetterVersion) => ({
    id: `${formId}-${language}.${part}`,
    name: `${language}.${part}`,
    lang: language,
    label: t(`part.${part}`),
    defaultValue: version[part],
    error: said[`${language}.${part}`],
  })
  return (
    <Stack gap={22}>
      <TextField {...field('subject')} autoComplete="off" />
      <TextField {...field('greeting')} autoComplete="off" optional />
      <TextArea {...field('body')} rows={8} hint={t('bodyHint')} />
      <TextArea {...field('summary')} rows={5} hint={t('summaryHint')} optional />
      <TextArea {...field('signature')} rows={4} optional />
    </Stack>
  )
}
