import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { recipientKinds } from '#app/features/directory/rules.ts'
import type { SeatWay } from '#app/features/seats/rules.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, RadioRow, TextField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Stack } from '#app/ui/page.tsx'
import { mostIn, type FieldTrouble } from '../forms.ts'
import css from './seat-rules-form.module.css'

/** What the fields hold: a number as it was typed, empty for none. */
export type SeatRulesTyped = Record<'way' | 'organisationLimit' | (typeof recipientKinds)[number], string>

/** How an event gives its seats: the way, the most of one organisation, quotas. */
export function SeatRulesForm({
  values,
  errors,
  fixed,
  mayDraw,
  limited,
}: {
  values: SeatRulesTyped
  errors: Partial<Record<string, FieldTrouble[]>>
  /** The way that stands and cannot be changed any more, and why in words; null: it can. */
  fixed: { way: SeatWay; why: string } | null
  /** The event has what a draw needs. */
  mayDraw: boolean
  /** The number of seats is limited. */
  limited: boolean
}) {
  const { t } = useTranslation('draws')
  const trouble = (name: string) => {
    const word = errors[name]?.[0]
    return word && t(`troubles.${word}`, { most: word === 'wayMissing' ? 0 : mostIn[word] })
  }
  return (
    <Form method="post">
      <Stack gap={36}>
        {fixed ? (
          <div>
            <input type="hidden" name="way" value={fixed.way} />
            <p>
              <b>{t(`form.${fixed.way}`)}</b>
            </p>
            <p>{fixed.why}</p>
          </div>
        ) : (
          <FieldSet legend={t('form.way')} size="label" error={trouble('way')}>
            <RadioRow
              name="way"
              value="firstCome"
              label={t('form.firstCome')}
              hint={t('form.firstComeHint')}
              defaultChecked={values.way !== 'draw'}
            />
            <RadioRow
              name="way"
              value="draw"
              label={t('form.draw')}
              hint={mayDraw ? t('form.drawHint') : t('form.drawNeeds')}
              defaultChecked={values.way === 'draw'}
            />
          </FieldSet>
        )}
        <div className={css.number}>
          <TextField
            label={t('form.organisationLimit')}
            hint={t('form.organisationLimitHint', { most: mostIn.limitRange })}
            optional
            name="organisationLimit"
            inputMode="numeric"
            defaultValue={values.organisationLimit}
            error={trouble('organisationLimit')}
          />
        </div>
        <FieldSet legend={t('form.quotas')} size="label" hint={t('form.quotasHint')}>
          <Stack gap={14}>
            {!limited && <p className="small mute">{t('form.quotasResting')}</p>}
            <div className={css.quotas}>
              {recipientKinds.map((kind) => (
                <TextField
                  key={kind}
                  label={t(`groups.${kind}`)}
                  name={kind}
                  inputMode="numeric"
                  defaultValue={values[kind]}
                  error={trouble(kind)}
                />
              ))}
            </div>
          </Stack>
        </FieldSet>
        <p className="small mute">{t('form.keeps')}</p>
        <UnsentNotice />
        <div>
          <Button phoneWide>{t('form.save')}</Button>
        </div>
      </Stack>
    </Form>
  )
}
