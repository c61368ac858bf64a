import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { agendaItemKinds, agendaItemStates } from '#app/features/agenda/rules.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField, Tick, TimeField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import { formValues, type Typed } from '../forms.ts'
import css from './item-page-form.module.css'

type Props = {
  /** What the form is rendered with: goes along, so that only what is changed is changed. */
  base: Typed
  associations: { id: string; name: string }[]
  result: SubmissionResult | undefined
  /** Stands in another item: has seats, and can be closed. */
  inside: boolean
  /** A new item: the id that it will have. Null: one that is there. */
  newId: string | null
  /** The item was removed meanwhile. */
  gone?: boolean
  backTo: string
  /** Beside the buttons. */
  children?: ReactNode
}

const order = [
  'title',
  'presenter',
  'associationId',
  'kind',
  'minutes',
  'state',
  'pinned',
  'before',
  'place',
  'capacity',
  'closed',
  'description',
]

/** One item on a page of its own, edited by a plain form. */
export function ItemPageForm({ base, associations, result, inside, newId, gone, backTo, children }: Props) {
  const { t } = useTranslation(['itemForm', 'agenda'])
  // An answer says what the form was first rendered with; what is there now is not what this person saw.
  const sent = result?.initialValue?.base
  const baseText = typeof sent === 'string' ? sent : JSON.stringify(base)
  const [form, fields] = useForm({
    id: 'item',
    lastResult: result,
    defaultValue: formValues(base),
  })
  return (
    <Form method="post" {...getFormProps(form)}>
      <input type="hidden" name="base" value={baseText} />
      {newId !== null && <input type="hidden" name="itemId" value={newId} />}
      <Stack gap={22}>
        <ErrorSummary form={form} order={order} />
        <TextField label={t('itemForm:fields.title')} meta={fields.title} autoComplete="off" />
        <div className={css.two}>
          <TextField label={t('itemForm:fields.presenter')} meta={fields.presenter} autoComplete="off" />
          <SelectField label={t('itemForm:fields.associationId')} meta={fields.associationId}>
            <option value="">{t('itemForm:fields.noAssociation')}</option>
            {associations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField label={t('itemForm:fields.kind')} meta={fields.kind}>
            {agendaItemKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`agenda:kinds.${kind}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('itemForm:fields.minutes')}
            meta={fields.minutes}
            inputMode="numeric"
            autoComplete="off"
          />
          <SelectField label={t('itemForm:fields.state')} meta={fields.state}>
            {agendaItemStates.map((state) => (
              <option key={state} value={state}>
                {t(`itemForm:states.${state}`)}
              </option>
            ))}
          </SelectField>
          <TextField label={t('itemForm:fields.place')} meta={fields.place} autoComplete="off" />
        </div>
        {inside ? (
          <>
            <input type="hidden" name="pinned" value={base.pinned ?? ''} />
            {base.before && <input type="hidden" name="before" value="on" />}
            <TextField
              label={t('itemForm:fields.capacity')}
              hint={t('itemForm:fields.capacityHint')}
              meta={fields.capacity}
              inputMode="numeric"
              autoComplete="off"
            />
            <Tick label={t('itemForm:fields.closed')} meta={fields.closed} />
          </>
        ) : (
          <>
            <input type="hidden" name="capacity" value={base.capacity === null ? '' : String(base.capacity)} />
            {base.closed && <input type="hidden" name="closed" value="on" />}
            <TimeField
              label={t('itemForm:fields.pinned')}
              hint={t('itemForm:fields.pinnedHint')}
              meta={fields.pinned}
            />
            <Tick label={t('itemForm:fields.before')} hint={t('itemForm:fields.beforeHint')} meta={fields.before} />
          </>
        )}
        <TextArea
          label={t('itemForm:fields.description')}
          hint={t('itemForm:fields.descriptionHint')}
          meta={fields.description}
          rows={10}
        />
        <UnsentNotice />
        <Row gap={20}>
          {gone ? (
            <Button name="intent" value="saveAsNew">
              {t('itemForm:saveAsNew')}
            </Button>
          ) : (
            <Button name="intent" value="save">
              {t('itemForm:save')}
            </Button>
          )}
          <Link to={backTo}>{t('itemForm:back')}</Link>
        </Row>
        {children}
      </Stack>
    </Form>
  )
}

/** What else can be done with an item that is there: saving comes first, so that nothing typed is lost. */
export function MoveButtons() {
  const { t } = useTranslation('itemForm')
  return (
    <div className={css.moves} role="group" aria-labelledby="moves">
      <p id="moves">{t('moves')}</p>
      <Row gap={14}>
        {(['up', 'down', 'top', 'end'] as const).map((step) => (
          <Button key={step} name="intent" value={step} variant="outlined" small>
            {t(step)}
          </Button>
        ))}
      </Row>
    </div>
  )
}
