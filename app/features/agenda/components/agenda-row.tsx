import type { CSSProperties, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { clock, duration } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import type { Present } from '#app/live/contract.ts'
import { colourOf } from '#app/ui/avatars.tsx'
import { classes } from '#app/ui/classes.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Menu, type MenuChoice } from '#app/ui/menu.tsx'
import { RichText } from '#app/ui/rich-text.tsx'
import { textOf } from '../live.ts'
import { isPause, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { CaretText } from './caret-text.tsx'
import { MovePlace } from './move-place.tsx'
import { firstName } from './presence-line.tsx'
import { RowMarks } from './row-marks.tsx'
import type { AgendaActions, Step } from './use-agenda.ts'

type Props = {
  doc: Y.Doc
  item: TimedItem<AgendaItem>
  over: boolean
  /** What has just become of it, where nothing may move. */
  told: 'moved' | 'changed' | null
  /** The association that proposed it. */
  proposer: string | undefined
  /** Others stand side by side in it. */
  holds: boolean
  /** Items that it could stand in. */
  groups: TimedItem<AgendaItem>[]
  /** Others who have it open. */
  writers: Present[]
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** Null: read only. */
  agenda: AgendaActions | null
  onDrag(event: PointerEvent<HTMLElement>): void
}

/** An item at rest, or with others' names and carets in it while they edit it. */
export function AgendaRow(props: Props) {
  const { doc, item, over, told, proposer, holds, groups, writers, zone, language, textLanguage, agenda, onDrag } =
    props
  const { t } = useTranslation('agenda')
  const { t: live } = useTranslation('live')
  const title = item.title || t('untitled')
  const [writer] = writers
  const inside = item.within !== null
  const text = (name: 'title' | 'presenter', shown: string) => (
    <CaretText shown={shown} text={textOf(doc, item.id, name)} others={writers} />
  )
  const steps: [Step, string][] = [
    ['up', t('moveUp')],
    ['down', t('moveDown')],
    ['top', t('moveTop')],
    ['end', t('moveEnd')],
  ]
  const choices = (actions: AgendaActions): MenuChoice[] => [
    { id: 'edit', label: t('edit'), icon: 'pen', onChoose: () => actions.open(item.id) },
    ...steps.map(([step, label]): MenuChoice => ({
      id: step,
      label,
      ...(step === 'up' || step === 'down' ? { icon: step } : {}),
      onChoose: () => actions.move(item, step),
    })),
    { id: 'place', label: t('place.choose'), onChoose: () => actions.setPlacing(item, true) },
    ...(inside ? [{ id: 'out', label: t('moveOut'), onChoose: () => actions.moveInto(item, null) }] : []),
    ...(!inside ? [{ id: 'table', label: t('addTable'), onChoose: () => actions.add(item.id) }] : []),
    { id: 'remove', label: t('remove'), danger: true, onChoose: () => actions.takeOut(item) },
  ]
  return (
    <div
      className={classes(
        inside ? css.table : css.row,
        isPause(item.kind) && css.pause,
        over && css.over,
        writer && css.remote,
      )}
      style={writer ? ({ '--c': colourOf(writer.colour - 1) } as CSSProperties) : undefined}
    >
      {inside ? (
        <b>{item.letter}</b>
      ) : (
        <time
          className={classes(css.time, agenda && css.handle)}
          dateTime={new Date(item.startsAt).toISOString()}
          onPointerDown={agenda ? onDrag : undefined}
        >
          {clock(item.startsAt, zone, language)}
        </time>
      )}
      <div className={css.matter}>
        {writer && (
          <p className={css.flag}>
            <Icon name="pen" />
            {writers.map(({ id, name }) => live('present.writing', { name: firstName(name), id })).join(', ')}
          </p>
        )}
        <div lang={item.title === '' || textLanguage === language ? undefined : textLanguage}>
          <p className={inside ? css.tableTitle : css.title}>
            {agenda ? (
              <button
                type="button"
                className={css.open}
                aria-label={t('editItem', { title })}
                onClick={() => agenda.open(item.id)}
              >
                {text('title', title)}
              </button>
            ) : (
              text('title', title)
            )}
          </p>
          {item.presenter && <p className={css.by}>{text('presenter', item.presenter)}</p>}
          {/* Who may edit opens the item to see it. */}
          {!agenda && !isBlank(item.description) && <RichText text={item.description} headingLevel={4} />}
        </div>
        <RowMarks
          item={item}
          proposer={proposer}
          // Who writes in it is told already.
          told={told === 'changed' && writer ? null : told}
          onUnpin={agenda && (() => agenda.unpin(item))}
        />
        {agenda?.placing === item.id && <MovePlace item={item} groups={holds ? [] : groups} agenda={agenda} />}
      </div>
      <span className={css.minutes}>
        {inside ? item.capacity !== null && t('seats', { count: item.capacity }) : duration(item.minutes)}
      </span>
      {agenda && (
        <span className={css.dots}>
          <Menu label={t('menu', { title })} choices={choices(agenda)} />
        </span>
      )}
    </div>
  )
}
