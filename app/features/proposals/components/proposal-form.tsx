import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { AssociationName } from '../queries.server.ts'
import css from './proposal-form.module.css'

type Props = {
  result: SubmissionResult | undefined
  /** What stands in it from the start. */
  start: { title: string; why: string; minutes: number; speaker: string; lang: Language }
  /** For whom it may be proposed; without it that is settled. */
  forWhom?: { associations: AssociationName[]; organiser: string | null }
  submit: string
  back: { to: string; label: string }
}

const order = ['associationId', 'title', 'why', 'minutes', 'speaker', 'lang']

/** What one proposes: a topic, why, how long, who would speak. */
export function ProposalForm({ result, start, forWhom, submit, back }: Props) {
  const { t } = useTranslation('proposals')
  const { associations = [], organiser = null } = forWhom ?? {}
  const only = organiser === null && associations.length === 1 ? associations[0]?.id : undefined
  const [form, fields] = useForm({
    id: 'proposal',
    lastResult: result,
    defaultValue: { ...start, minutes: String(start.minutes), associationId: only ?? '' },
  })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack gap={22}>
        <ErrorSummary form={form} order={order} />
        {forWhom && only !== undefined && <input type="hidden" name="associationId" value={only} />}
        {forWhom && only === undefined && (
          <SelectField label={t('form.forWhom')} meta={fields.associationId}>
            <option value="">{organiser === null ? t('form.choose') : t('form.organiser', { name: organiser })}</option>
            {associations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <TextField label={t('form.topic')} hint={t('form.topicHint')} meta={fields.title} />
        <TextArea label={t('form.why')} rows={5} meta={fields.why} />
        <div className={css.short}>
          <TextField label={t('form.minutes')} meta={fields.minutes} inputMode="numeric" autoComplete="off" />
        </div>
        <TextField label={t('form.speaker')} hint={t('form.speakerHint')} meta={fields.speaker} optional />
        <LanguageField meta={fields.lang} />
        <UnsentNotice />
        <Row gap={20}>
          <Button phoneWide>{submit}</Button>
          <Link to={back.to}>{back.label}</Link>
        </Row>
      </Stack>
    </Form>
  )
}

/** In which language the text beside it is written. */
export function LanguageField({ meta }: { meta: Parameters<typeof SelectField>[0]['meta'] }) {
  const { t } = useTranslation('proposals')
  return (
    <div className={css.short}>
      <SelectField label={t('form.lang')} {...(meta && { meta })}>
        {languages.map((each) => (
          <option key={each} value={each}>
            {t(`languages.${each}`)}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
