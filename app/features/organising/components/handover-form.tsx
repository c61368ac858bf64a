import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Stack } from '#app/ui/page.tsx'

/** Hands the event over in one step: to whom, and a word along. */
export function HandoverForm({
  successors,
  result,
  language,
}: {
  successors: { id: string; name: string; of: LocalText }[]
  result: SubmissionResult | undefined
  language: Language
}) {
  const { t } = useTranslation('organising')
  const [form, fields] = useForm({ id: 'handover', lastResult: result, defaultValue: { personId: '', note: '' } })
  if (successors.length === 0) return <p>{t('handover.nobody')}</p>
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack gap={18}>
        <ErrorSummary form={form} />
        <p className="mute">{t('handover.lead')}</p>
        <SelectField label={t('handover.person')} meta={fields.personId}>
          <option value="">{t('handover.personNone')}</option>
          {successors.map(({ id, name, of }) => (
            <option key={id} value={id}>
              {[name, localText(of, language).text].filter(Boolean).join(', ')}
            </option>
          ))}
        </SelectField>
        <TextArea label={t('handover.note')} hint={t('handover.noteHint')} meta={fields.note} optional rows={3} />
        <UnsentNotice />
        <Button name="intent" value="handOver" phoneWide>
          {t('handover.submit')}
        </Button>
      </Stack>
    </Form>
  )
}
