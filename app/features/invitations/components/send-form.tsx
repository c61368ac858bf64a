import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { DateField, FieldSet, RadioRow, TimeField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { TypedTime } from '../forms.ts'

/** The last press: now or at a time. What is missing in the letter makes it "send anyway". */
export function SendForm({
  sending,
  letters,
  anyway,
  typed,
  errors,
}: {
  /** The id of the sending to be: a second press is the same sending. */
  sending: string
  letters: number
  anyway: boolean
  typed: TypedTime
  /** In words, by field. */
  errors: Partial<Record<'day' | 'time', string>>
}) {
  const { t } = useTranslation('letterTexts')
  const { state, formData } = useNavigation()
  const busy = state === 'submitting' && formData?.get('intent') === 'send'
  const listed = Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, [text]]))
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="intent" value="send" />
      <input type="hidden" name="sending" value={sending} />
      {anyway && <input type="hidden" name="anyway" value="1" />}
      <Stack gap={22}>
        <ErrorSummary form={{ id: 'send', allErrors: listed }} />
        <FieldSet legend={t('send.when')}>
          <RadioRow name="when" value="now" label={t('send.now')} defaultChecked={typed.when !== 'later'} />
          <RadioRow
            name="when"
            value="later"
            label={t('send.later')}
            hint={t('send.zone')}
            defaultChecked={typed.when === 'later'}
          />
        </FieldSet>
        <Row gap={14} top>
          <DateField id="send-day" label={t('send.day')} name="day" defaultValue={typed.day} error={errors.day} />
          <TimeField id="send-time" label={t('send.time')} name="time" defaultValue={typed.time} error={errors.time} />
        </Row>
        <UnsentNotice />
        <Row>
          <Button busy={busy} phoneWide>
            {busy ? t('send.sending') : t(anyway ? 'send.anyway' : 'send.send', { count: letters })}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
