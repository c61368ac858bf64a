import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

/** Who stands behind the event too, and who does the work there. */
export function CoOrganiserList({
  coOrganisers,
  language,
}: {
  coOrganisers: { id: string; name: LocalText; liaisons: string[] }[]
  language: Language
}) {
  const { t } = useTranslation('organising')
  if (coOrganisers.length === 0) return <Empty title={t('coOrganisers.empty')} />
  return (
    <Lines>
      {coOrganisers.map(({ id, name, liaisons }) => (
        <Line
          key={id}
          action={
            <Form method="post">
              <input type="hidden" name="organiserId" value={id} />
              <Button name="intent" value="removeCoOrganiser" variant="quiet" small>
                {t('coOrganisers.remove')}
                <VisuallyHidden>: {localText(name, language).text}</VisuallyHidden>
              </Button>
            </Form>
          }
        >
          <h3>
            <Local text={name} language={language} />
          </h3>
          <p className="small mute">{liaisons.length > 0 ? liaisons.join(', ') : t('coOrganisers.nobody')}</p>
        </Line>
      ))}
    </Lines>
  )
}

/** Names an organiser of the register; its liaison persons are told by mail. */
export function CoOrganiserForm({
  organisers,
  result,
  language,
}: {
  /** Those that can be named. */
  organisers: { id: string; name: LocalText }[]
  result: SubmissionResult | undefined
  language: Language
}) {
  const { t } = useTranslation('organising')
  const [form, fields] = useForm({ id: 'co-organiser', lastResult: result, defaultValue: { organiserId: '' } })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack gap={18}>
        <ErrorSummary form={form} />
        <SelectField label={t('coOrganisers.organiser')} hint={t('coOrganisers.hint')} meta={fields.organiserId}>
          <option value="">{t('coOrganisers.organiserNone')}</option>
          {organisers.map(({ id, name }) => (
            <option key={id} value={id}>
              {localText(name, language).text}
            </option>
          ))}
        </SelectField>
        <Button name="intent" value="nameCoOrganiser" variant="outlined" phoneWide>
          {t('coOrganisers.submit')}
        </Button>
      </Stack>
    </Form>
  )
}
