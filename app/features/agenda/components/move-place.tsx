import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Row } from '#app/ui/page.tsx'
import type { AgendaItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import type { AgendaActions } from './use-agenda.ts'

type Props = {
  item: AgendaItem
  /** Items that it could stand in. */
  groups: AgendaItem[]
  agenda: AgendaActions
}

/** Where a row goes, chosen from a list: for long agendas, where up and down are too many presses. */
export function MovePlace({ item, groups, agenda }: Props) {
  const { t } = useTranslation('agenda')
  const group = agenda.groupOf(item)
  const others = group.filter(({ id }) => id !== item.id)
  const [after, setAfter] = useState(group[group.findIndex(({ id }) => id === item.id) - 1]?.id ?? '')
  // Somebody may have removed what was chosen.
  const into = groups.find(({ id }) => `in ${id}` === after)
  const chosen = into || others.some(({ id }) => id === after) ? after : ''
  return (
    // Keys are caught for the controls inside; the form itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={css.placing}
      aria-label={t('place.title', { title: agenda.nameOf(item) })}
      onSubmit={(event) => {
        event.preventDefault()
        if (into) agenda.moveInto(item, into.id)
        else agenda.moveBehind(item.id, chosen || null)
        agenda.setPlacing(item, false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') agenda.setPlacing(item, false)
      }}
    >
      <SelectField
        label={t('place.title', { title: agenda.nameOf(item) })}
        value={chosen}
        onChange={({ currentTarget: { value } }) => setAfter(value)}
      >
        <option value="">{t('place.first')}</option>
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {t('place.after', { title: agenda.nameOf(other) })}
          </option>
        ))}
        {groups.map((group) => (
          <option key={`in ${group.id}`} value={`in ${group.id}`}>
            {t('moveInto', { title: agenda.nameOf(group) })}
          </option>
        ))}
      </SelectField>
      <Row gap={14}>
        <Button variant="outlined" small>
          {t('place.move')}
        </Button>
        <Button type="button" variant="quiet" small onClick={() => agenda.setPlacing(item, false)}>
          {t('place.leave')}
        </Button>
      </Row>
    </form>
  )
}
