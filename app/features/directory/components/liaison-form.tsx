import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'

type Fields = { organiserId: string; name: string; email: string; title: string; language: string }

/** Naming the person who convenes for an organiser. */
export function LiaisonForm(props: {
  organisers: { id: string; name: LocalText }[]
  /** The organiser that was just added; else empty, so that nobody is given rights by a careless press. */
  chosen: string
  language: Language
  result: SubmissionResult | undefined
}) {
  const { organisers, chosen, language, result } = props
  const { t } = useTranslation('people')
  const [form, fields] = useForm<Fields>({
    id: 'liaison',
    lastResult: result ?? null,
    defaultValue: { organiserId: chosen, language: 'fi' },
  })
  return (
    <Form method="post" {...getFormProps(form)} noValidate>
      <input type="hidden" name="intent" value="liaison" />
      <Stack gap={20}>
        <ErrorSummary form={form} />
        <SelectField label={t('admin.organisers.organiser')} meta={fields.organiserId}>
          <option value="">{t('admin.organisers.organiserNone')}</option>
          {organisers.map(({ id, name }) => (
            <option key={id} value={id}>
              {localText(name, language).text}
            </option>
          ))}
        </SelectField>
        <TextField label={t('admin.organisers.personName')} meta={fields.name} autoComplete="off" />
        <TextField
          label={t('admin.organisers.personEmail')}
          hint={t('admin.organisers.personEmailHint')}
          meta={fields.email}
          type="email"
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          label={t('admin.organisers.personTitle')}
          hint={t('admin.organisers.personTitleHint')}
          optional
          meta={fields.title}
        />
        <SelectField label={t('admin.organisers.personLanguage')} meta={fields.language}>
          {languages.map((each) => (
            <option key={each} value={each}>
              {t(`admin.organisers.language.${each}`)}
            </option>
          ))}
        </SelectField>
        <p>
          <Button phoneWide>{t('admin.organisers.nameLiaison')}</Button>
        </p>
      </Stack>
    </Form>
  )
}
