import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { DateField, FieldSet, TextArea } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { SurveyTrouble, TypedSurvey } from '../forms.ts'
import { longestSurveyText } from '../rules.ts'

/** What the convener writes, in each language, and until when the survey is open. */
export function SurveyForm({
  typed,
  troubles,
  letters,
}: {
  typed: TypedSurvey
  troubles: Partial<Record<string, SurveyTrouble>>
  /** How many associations get it. */
  letters: number
}) {
  const { t } = useTranslation('topicSurveys')
  const errorOf = (field: string) => {
    const trouble = troubles[field]
    return trouble && t(`troubles.${trouble}`, { most: longestSurveyText })
  }
  return (
    <Form method="post" noValidate>
      <Stack gap={26}>
        <FieldSet legend={t('send.text')} hint={t('send.textHint')}>
          <Stack gap={18}>
            {languages.map((language) => (
              <TextArea
                key={language}
                id={`text-${language}`}
                name={`text-${language}`}
                label={t(`send.${language}`)}
                optional={language !== 'fi'}
                lang={language}
                rows={language === 'fi' ? 5 : 3}
                defaultValue={typed.text[language]}
                error={errorOf(`text-${language}`)}
              />
            ))}
          </Stack>
        </FieldSet>
        <DateField
          id="closing-day"
          name="day"
          label={t('send.day')}
          hint={t('send.dayHint')}
          defaultValue={typed.day}
          error={errorOf('day')}
        />
        <UnsentNotice />
        <Row gap={14}>
          {letters > 0 && (
            <Button name="intent" value="send" phoneWide>
              {t('send.submit', { count: letters })}
            </Button>
          )}
          <Button name="intent" value="keep" variant="outlined" phoneWide>
            {t('send.keep')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
