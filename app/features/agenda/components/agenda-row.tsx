import type { CSSProperties, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { clock, duration } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import type { Present } from '#app/live/contract.ts'
import { colourOf } from '#app/ui/avatars.tsx'
import { classes } from '#app/ui/classes.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Menu } from '#app/ui/menu.tsx'
import { RichText } from '#app/ui/rich-text.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { isPause, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { firstName } from './presence-line.tsx'

type Props = {
  item: TimedItem<AgendaItem>
  over: boolean
  /** Somebody else who edits this item. */
  writer: Present | null
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** Null: read only. */
  actions: null | {
    edit(): void
    move(by: -1 | 1): void
    remove(): void
    drag(event: PointerEvent<HTMLElement>): void
  }
}

/** An item at rest, or with another's name on it while they edit it. */
export function AgendaRow({ item, over, writer, zone, language, textLanguage, actions }: Props) {
  const { t } = useTranslation('agenda')
  const { t: live } = useTranslation('live')
  const title = item.title || t('untitled')
  return (
    <div
      className={classes(css.row, isPause(item.kind) && css.pause, over && css.over, writer && css.remote)}
      style={writer ? ({ '--c': colourOf(writer.colour - 1) } as CSSProperties) : undefined}
    >
      <time
        className={classes(css.time, actions && css.handle)}
        dateTime={new Date(item.startsAt).toISOString()}
        onPointerDown={actions?.drag}
      >
        {clock(item.startsAt, zone, language)}
      </time>
      <div className={css.matter}>
        {writer && (
          <p className={css.flag}>
            <Icon name="pen" />
            {live('present.writing', { name: firstName(writer.name) })}
          </p>
        )}
        <div lang={item.title === '' || textLanguage === language ? undefined : textLanguage}>
          <p className={css.title}>
            {actions ? (
              <button type="button" className={css.open} aria-label={t('editItem', { title })} onClick={actions.edit}>
                {softHyphens(title)}
              </button>
            ) : (
              softHyphens(title)
            )}
          </p>
          {item.presenter && <p className={css.by}>{softHyphens(item.presenter)}</p>}
          {/* Who may edit opens the item to see it. */}
          {!actions && !isBlank(item.description) && <RichText text={item.description} headingLevel={4} />}
        </div>
      </div>
      <span className={css.minutes}>{duration(item.minutes)}</span>
      {actions && (
        <span className={css.dots}>
          <Menu
            label={t('menu', { title })}
            choices={[
              { id: 'edit', label: t('edit'), icon: 'pen', onChoose: actions.edit },
              { id: 'up', label: t('moveUp'), icon: 'up', onChoose: () => actions.move(-1) },
              { id: 'down', label: t('moveDown'), icon: 'down', onChoose: () => actions.move(1) },
              { id: 'remove', label: t('remove'), danger: true, onChoose: actions.remove },
            ]}
          />
        </span>
      )}
    </div>
  )
}
