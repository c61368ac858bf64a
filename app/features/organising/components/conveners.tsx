import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { CoConvener } from '../queries.server.ts'

/** Whom the guests ask, and who convenes together with them. */
export function ConvenerList({
  convener,
  coConveners,
  me,
}: {
  convener: { id: string; name: string; email: string } | null
  coConveners: CoConvener[]
  /** Whose page this is: they step down instead of removing themselves. */
  me: string
}) {
  const { t } = useTranslation('organising')
  return (
    <Lines>
      {convener ? (
        <Line>
          <h3>{convener.name}</h3>
          <Chip>{t('conveners.asked')}</Chip>
          <p className="small mute">{convener.email}</p>
        </Line>
      ) : (
        <Line>{t('conveners.nobody')}</Line>
      )}
      {coConveners
        // Who was given the event is its convener, whatever they were before.
        .filter(({ id }) => id !== convener?.id)
        .map(({ id, name, email, association }) => (
          <Line
            key={id}
            action={
              <Form method="post">
                <input type="hidden" name="personId" value={id} />
                <Button name="intent" value="removeCoConvener" variant="quiet" small>
                  {t(id === me ? 'conveners.leave' : 'conveners.remove')}
                  <VisuallyHidden>: {name}</VisuallyHidden>
                </Button>
              </Form>
            }
          >
            <h3>{name}</h3>
            <p className="small mute">{[association, email].filter(Boolean).join(', ')}</p>
          </Line>
        ))}
    </Lines>
  )
}

/** Names somebody, of an association or not; they are told by mail. */
export function CoConvenerForm({
  associations,
  result,
  language,
}: {
  associations: { id: string; name: string; municipality: LocalText }[]
  result: SubmissionResult | undefined
  language: Language
}) {
  const { t } = useTranslation(['organising', 'events'])
  const [form, fields] = useForm({
    id: 'co-convener',
    lastResult: result,
    defaultValue: { name: '', email: '', language, associationId: '' },
  })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack gap={18}>
        <ErrorSummary form={form} />
        <TextField label={t('conveners.name')} meta={fields.name} autoComplete="off" />
        <TextField
          type="email"
          label={t('conveners.email')}
          hint={t('conveners.emailHint')}
          meta={fields.email}
          autoComplete="off"
        />
        <SelectField label={t('conveners.association')} meta={fields.associationId} optional>
          <option value="">{t('conveners.associationNone')}</option>
          {associations.map(({ id, name, municipality }) => (
            <option key={id} value={id}>
              {name}, {localText(municipality, language).text}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('conveners.language')} meta={fields.language}>
          {languages.map((each) => (
            <option key={each} value={each}>
              {t(`events:languageNames.${each}`)}
            </option>
          ))}
        </SelectField>
        <UnsentNotice />
        <Button name="intent" value="nameCoConvener" variant="outlined" phoneWide>
          {t('conveners.submit')}
        </Button>
      </Stack>
    </Form>
  )
}
