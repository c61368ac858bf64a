import { useTranslation } from 'react-i18next'
import { clockRange } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, RadioRow, TextField } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { chosenField, peopleField, type TypedTables } from '../forms.ts'
import type { ChoiceGroup, TableChoice } from '../rules.ts'

type Props = {
  groups: ChoiceGroup[]
  voice: 'group' | 'person'
  /** How many come. */
  party: number
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** What was typed, when the server sends it back; else what is saved. */
  typed: TypedTables
  /** Words of what is wrong, by the id of a table or a group. */
  errors: Partial<Record<string, string>>
  /** Where the form goes. */
  address: string
}

/** All tables with one save: of each time one for a single guest, and for a party how many come to which. */
export function TableForm(props: Props) {
  const { groups, voice, party, zone, language, textLanguage, typed, errors, address } = props
  const { t } = useTranslation(['tablePlaces', 'seats'])
  const many = party > 1
  const lang = textLanguage === language ? undefined : textLanguage
  return (
    <form method="post" action={address}>
      <Stack gap={34}>
        <p>{many ? t(`voice.${voice}.many`, { count: party }) : t(`voice.${voice}.one`)}</p>
        {groups.map((group) => (
          <FieldSet
            key={group.id}
            legend={
              <>
                {clockRange(group.startsAt, group.endsAt, zone, language)}{' '}
                <span lang={lang}>{softHyphens(group.title)}</span>
              </>
            }
            hint={holdsSeat(group) && group.tables.some(isFull) ? t(`voice.${voice}.trade`) : undefined}
            error={errors[group.id]}
            lines={!many}
          >
            {many ? (
              <Stack gap={20}>
                {group.tables.map((table) => (
                  <TextField
                    key={table.id}
                    id={peopleField(table.id)}
                    name={peopleField(table.id)}
                    label={<Named table={table} />}
                    hint={<Facts table={table} />}
                    error={errors[table.id]}
                    type="number"
                    inputMode="numeric"
                    min={0}
                    max={party}
                    readOnly={table.closed !== null && table.own === null}
                    defaultValue={typed[peopleField(table.id)] ?? '0'}
                  />
                ))}
              </Stack>
            ) : (
              <>
                {group.tables.map((table) => (
                  <RadioRow
                    key={table.id}
                    name={chosenField(group.id)}
                    value={table.id}
                    label={<Named table={table} />}
                    hint={<Facts table={table} />}
                    error={errors[table.id]}
                    disabled={table.closed !== null && table.own === null}
                    defaultChecked={typed[chosenField(group.id)] === table.id}
                  />
                ))}
                <RadioRow
                  name={chosenField(group.id)}
                  value=""
                  label={t('form.nobody')}
                  defaultChecked={(typed[chosenField(group.id)] ?? '') === ''}
                />
              </>
            )}
          </FieldSet>
        ))}
        <Button phoneWide>{t('form.save')}</Button>
      </Stack>
    </form>
  )

  function Named({ table }: { table: TableChoice }) {
    return (
      <>
        {table.letter} <span lang={lang}>{softHyphens(table.title)}</span>
      </>
    )
  }

  /** Who leads it and where, and what one gets by choosing it. */
  function Facts({ table }: { table: TableChoice }) {
    const theirs = [table.presenter, table.place].map((text) => text.trim()).filter(Boolean)
    return (
      <>
        {theirs.length > 0 && (
          <>
            <span lang={lang}>{softHyphens(theirs.join(', '))}</span>
            <br />
          </>
        )}
        {standing(table)}
      </>
    )
  }

  function standing({ own, closed, queuePlace, seatsLeft }: TableChoice): string {
    if (own?.place === 'waiting')
      return t(`seats:voice.${voice}.waiting`, { place: queuePlace ?? 0, count: own.people })
    if (own) return t(own.place === 'offered' ? 'summary.offered' : 'form.chosen')
    if (closed !== null) return t('form.closed')
    if (queuePlace !== null) return t(`seats:voice.${voice}.joinNote`, { place: queuePlace })
    return seatsLeft === null ? t('form.noLimit') : t('form.seatsLeft', { count: seatsLeft })
  }
}

const holdsSeat = ({ tables }: ChoiceGroup) => tables.some(({ own }) => own?.place === 'seat')
const isFull = ({ own, closed, queuePlace }: TableChoice) => own === null && closed === null && queuePlace !== null
