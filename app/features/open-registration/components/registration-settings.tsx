import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { largestParty } from '#app/features/invitations/rules.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { DateField, FieldSet, RadioRow, TextField } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'

/** The switch, its last day, and how many one can bring. */
export function RegistrationSettings({
  result,
  start,
  lastDay,
  until,
}: {
  result: SubmissionResult | undefined
  /** As it stands. */
  start: { open: 'yes' | 'no'; closesDay: string; mostPeople: string }
  /** The last day that can be chosen, `2027-04-13`. */
  lastDay: string
  /** Until when it is open without a day of its own, in words. */
  until: string
}) {
  const { t } = useTranslation('openRegistration')
  const [form, fields] = useForm({ id: 'registration', lastResult: result ?? null, defaultValue: start })
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} noValidate>
      <Stack gap={26}>
        <ErrorSummary form={form} order={['open', 'closesDay', 'mostPeople']} />
        <FieldSet legend={t('settings.question')} meta={fields.open}>
          <RadioRow label={t('settings.yes')} hint={t('settings.yesHint')} value="yes" meta={fields.open} />
          <RadioRow label={t('settings.no')} hint={t('settings.noHint')} value="no" meta={fields.open} />
        </FieldSet>
        <DateField
          label={t('settings.closesDay')}
          hint={t('settings.closesDayHint', { until })}
          optional
          max={lastDay}
          meta={fields.closesDay}
        />
        <TextField
          label={t('settings.mostPeople')}
          hint={t('settings.mostPeopleHint', { most: largestParty })}
          type="number"
          inputMode="numeric"
          min={1}
          max={largestParty}
          meta={fields.mostPeople}
        />
        <p>
          <Button phoneWide>{t('settings.save')}</Button>
        </p>
      </Stack>
    </Form>
  )
}
