import { Button as Press } from 'react-aria-components/Button'
import { Menu as List, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import css from './menu.module.css'

export type MenuChoice = { id: string; label: string; icon?: IconName; danger?: boolean; onChoose: () => void }

/** The rarer things to do with one row, behind three dots. `label` names the row: `Siirrä tai muokkaa: Avaus`. */
export function Menu({ label, choices }: { label: string; choices: MenuChoice[] }) {
  return (
    <MenuTrigger>
      <Press className={css.dots} aria-label={label}>
        <Icon name="dots" />
      </Press>
      <Popover className={css.popover} placement="bottom end">
        <List className={css.menu} onAction={(id) => choices.find((choice) => choice.id === id)?.onChoose()}>
          {choices.map((choice) => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              className={classes(css.item, choice.danger && css.danger)}
            >
              {choice.icon && <Icon name={choice.icon} />}
              {choice.label}
            </MenuItem>
          ))}
        </List>
      </Popover>
    </MenuTrigger>
  )
}
