import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField, Tick, TimeField } from '#app/ui/fields.tsx'
import type { changeItem } from '../live.ts'
import {
  agendaItemKinds,
  agendaItemStates,
  isAgendaItemKind,
  isAgendaItemState,
  isWallClock,
  mostSeats,
  type AgendaItem,
} from '../rules.ts'
import css from './agenda-editor.module.css'
import type { AssociationChoice } from './item-form.tsx'

type Props = {
  item: AgendaItem
  associations: AssociationChoice[]
  onChange(change: Parameters<typeof changeItem>[2]): void
  onUnpin(): void
}

/** What few items need: kind, state, whose talk it is, a fixed start; for a table its seats. The last writer wins. */
export function ItemDetails({ item, associations, onChange, onUnpin }: Props) {
  const { t } = useTranslation('agenda')
  const inside = item.within !== null
  // Somebody who is no longer in the group stays as the choice that was made.
  const gone = item.associationId !== null && !associations.some(({ id }) => id === item.associationId)
  return (
    <>
      <SelectField
        label={t('fields.kind')}
        value={item.kind}
        onChange={({ currentTarget: { value } }) => {
          if (isAgendaItemKind(value)) onChange({ kind: value })
        }}
      >
        {agendaItemKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('fields.state')}
        value={item.state}
        onChange={({ currentTarget: { value } }) => {
          if (isAgendaItemState(value)) onChange({ state: value })
        }}
      >
        {agendaItemStates.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('fields.association')}
        value={item.associationId ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ associationId: value || null })}
      >
        <option value="">{t('fields.noAssociation')}</option>
        {associations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {gone && <option value={item.associationId ?? ''}>{t('fields.otherAssociation')}</option>}
      </SelectField>
      {inside ? (
        <>
          <TextField
            label={t('fields.capacity')}
            type="number"
            inputMode="numeric"
            min={0}
            max={mostSeats}
            value={item.capacity ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const seats = value === '' ? null : Number(value)
              if (seats === null || (Number.isInteger(seats) && seats >= 0 && seats <= mostSeats))
                onChange({ capacity: seats })
            }}
          />
          <div className={css.full}>
            <Tick
              label={t('fields.closed')}
              hint={t('fields.closedHint')}
              checked={item.closed}
              onChange={({ currentTarget: { checked } }) => onChange({ closed: checked })}
            />
          </div>
        </>
      ) : (
        <>
          {!item.before && (
            <div>
              <TimeField
                label={t('fields.pinned')}
                hint={t('fields.pinnedHint')}
                value={item.pinned ?? ''}
                onChange={({ currentTarget: { value } }) => {
                  if (value === '' || isWallClock(value)) onChange({ pinned: value || null })
                }}
              />
              {item.pinned !== null && (
                <Button type="button" variant="quiet" small onClick={onUnpin}>
                  {t('unpin')}
                </Button>
              )}
            </div>
          )}
          <div className={css.full}>
            <Tick
              label={t('fields.before')}
              hint={t('fields.beforeHint')}
              checked={item.before}
              onChange={({ currentTarget: { checked } }) => onChange({ before: checked })}
            />
          </div>
        </>
      )}
    </>
  )
}
