import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'

const order = ['name', 'association', 'email', 'people']

/** Who comes, for whom, to which address, how many: all that a guest is asked. */
export function RegisterForm({
  result,
  address,
  associations,
  mostPeople,
  organiser,
}: {
  result: SubmissionResult | undefined
  /** Where the form goes. */
  address: string
  /** To choose from; any other name can be typed. */
  associations: string[]
  /** That one registration can bring now. */
  mostPeople: number
  organiser: string
}) {
  const { t } = useTranslation('openRegistration')
  const [form, fields] = useForm({
    id: 'register',
    lastResult: result ?? null,
    defaultValue: { name: '', association: '', email: '', people: '1' },
  })
  return (
    <form method="post" {...getFormProps(form)} action={address} noValidate>
      <Stack gap={22}>
        <ErrorSummary form={form} order={order} />
        <TextField label={t('page.name')} meta={fields.name} autoComplete="name" />
        <TextField
          label={t('page.association')}
          hint={t('page.associationHint')}
          optional
          meta={fields.association}
          autoComplete="organization"
          list="associations"
        />
        <datalist id="associations">
          {associations.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextField
          label={t('page.email')}
          hint={t('page.emailHint')}
          meta={fields.email}
          type="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
        />
        <TextField
          label={t('page.people')}
          hint={t('page.peopleHint', { count: mostPeople })}
          meta={fields.people}
          type="number"
          inputMode="numeric"
          min={1}
          max={mostPeople}
        />
        <p>
          <Button phoneWide>{t('page.send')}</Button>
        </p>
        <p className="small mute">
          {t('page.kept', { organiser })} <a href="/privacy">{t('page.privacy')}</a>
        </p>
      </Stack>
    </form>
  )
}
