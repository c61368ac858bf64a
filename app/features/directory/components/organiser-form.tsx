import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FieldSet, SelectField, TextField, Tick, type FieldMeta } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'
import { organiserKinds } from '../rules.ts'

type Fields = { kind: string; nameFi: string; nameSv: string; id: string; languages: string[] }

/** Adding one who convenes: a municipality, a county, a sector or a unit. */
export function OrganiserForm({ result }: { result: SubmissionResult | undefined }) {
  const { t } = useTranslation('people')
  const [form, fields] = useForm<Fields>({
    id: 'organiser',
    lastResult: result ?? null,
    defaultValue: { kind: 'municipality', languages: ['fi'] },
  })
  return (
    <Form method="post" {...getFormProps(form)} noValidate>
      <input type="hidden" name="intent" value="add" />
      <Stack gap={20}>
        <ErrorSummary form={form} />
        <SelectField label={t('admin.organisers.kindColumn')} meta={fields.kind}>
          {organiserKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`admin.organisers.kind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <TextField label={t('admin.organisers.nameFi')} hint={t('admin.organisers.nameHint')} meta={fields.nameFi} />
        <TextField label={t('admin.organisers.nameSv')} optional meta={fields.nameSv} />
        <TextField
          label={t('admin.organisers.id')}
          hint={t('admin.organisers.idHint')}
          meta={fields.id}
          autoCapitalize="none"
          spellCheck={false}
        />
        <FieldSet legend={t('admin.organisers.languages')} size="label" meta={fields.languages}>
          <Tick label={t('admin.organisers.languageFi')} value="fi" meta={tickOf(fields.languages, 'fi')} />
          <Tick label={t('admin.organisers.languageSv')} value="sv" meta={tickOf(fields.languages, 'sv')} />
        </FieldSet>
        <p>
          <Button variant="outlined" phoneWide>
            {t('admin.organisers.add')}
          </Button>
        </p>
      </Stack>
    </Form>
  )
}

/** A tick of a question: the error stands under the question, once, and each tick has an id of its own. */
function tickOf(question: FieldMeta, value: string): FieldMeta {
  return { id: `${question.id}-${value}`, name: question.name, defaultOptions: question.defaultOptions ?? [] }
}
