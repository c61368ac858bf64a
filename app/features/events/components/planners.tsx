import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { CoPlanner } from '../queries.server.ts'
import { planningRoles } from '../rules.ts'

/** Who plans together, and for which association. */
export function PlannerList({ planners }: { planners: CoPlanner[] }) {
  const { t } = useTranslation('events')
  if (planners.length === 0) return <Empty title={t('planners.empty')} />
  return (
    <Lines>
      {planners.map(({ personId, name, email, role, association }) => (
        <Line
          key={personId}
          action={
            <Form method="post">
              <input type="hidden" name="personId" value={personId} />
              <Row gap={6}>
                <Button name="intent" value={role === 'reader' ? 'coPlanner' : 'reader'} variant="quiet" small>
                  {t(role === 'reader' ? 'planners.letEdit' : 'planners.letRead')}
                  <VisuallyHidden>: {name}</VisuallyHidden>
                </Button>
                <Button name="intent" value="remove" variant="quiet" small>
                  {t('planners.remove')}
                  <VisuallyHidden>: {name}</VisuallyHidden>
                </Button>
              </Row>
            </Form>
          }
        >
          <h3>{name}</h3>
          {role === 'reader' && <Chip>{t('planners.roles.reader')}</Chip>}
          <p className="small mute">{[association?.name, email].filter(Boolean).join(', ')}</p>
        </Line>
      ))}
    </Lines>
  )
}

type Props = {
  associations: { id: string; name: string; municipality: LocalText }[]
  result: SubmissionResult | undefined
  language: Language
}

/** Names somebody of an association of the register; they are told by mail. */
export function PlannerForm({ associations, result, language }: Props) {
  const { t } = useTranslation('events')
  const [form, fields] = useForm({
    id: 'planner',
    lastResult: result,
    defaultValue: { associationId: '', name: '', email: '', language, role: 'coPlanner' },
  })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack gap={18}>
        <ErrorSummary form={form} />
        <SelectField label={t('planners.association')} meta={fields.associationId}>
          <option value="">{t('planners.associationNone')}</option>
          {associations.map(({ id, name, municipality }) => (
            <option key={id} value={id}>
              {name}, {localText(municipality, language).text}
            </option>
          ))}
        </SelectField>
        <TextField label={t('planners.name')} meta={fields.name} autoComplete="off" />
        <TextField
          type="email"
          label={t('planners.email')}
          hint={t('planners.addHint')}
          meta={fields.email}
          autoComplete="off"
        />
        <SelectField label={t('planners.language')} meta={fields.language}>
          {languages.map((each) => (
            <option key={each} value={each}>
              {t(`languageNames.${each}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('planners.role')} meta={fields.role}>
          {planningRoles.map((each) => (
            <option key={each} value={each}>
              {t(`planners.roles.${each}`)}
            </option>
          ))}
        </SelectField>
        <UnsentNotice />
        <Button phoneWide>{t('planners.submit')}</Button>
      </Stack>
    </Form>
  )
}
