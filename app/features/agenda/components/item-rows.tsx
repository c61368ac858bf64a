import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { Language } from '#app/lib/languages.ts'
import type { Present } from '#app/live/contract.ts'
import { readPlace } from '#app/live/place.ts'
import { classes } from '#app/ui/classes.ts'
import { itemsWithin, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { AgendaRow } from './agenda-row.tsx'
import { FocusKeeper } from './focus-keeper.tsx'
import { ItemForm, type AssociationChoice } from './item-form.tsx'
import { keepWhenMoved } from './keep-when-moved.ts'
import type { AgendaActions } from './use-agenda.ts'
import { useChangedRows } from './use-changed-rows.ts'
import { rowAttribute, useRowDrag } from './use-row-drag.ts'
import { useRowSlide } from './use-row-slide.ts'

type Props = {
  agenda: AgendaActions
  others: Present[]
  editable: boolean
  event: { startsAt: number; endsAt: number; timeZone: string }
  language: Language
  textLanguage: Language
  associations: AssociationChoice[]
  proposers: Record<string, string>
  over: number
  endLine: ReactNode
  empty: string
}

/** The items in running order; those side by side stand under the one that holds them. */
export function ItemRows({
  agenda,
  others,
  editable,
  event,
  language,
  textLanguage,
  associations,
  proposers,
  over,
  endLine,
  empty,
}: Props) {
  const { items, openItem, undoing } = agenda
  const list = useRef<HTMLOListElement | null>(null)
  const { drag, start } = useRowDrag(agenda.moveBehind)
  const slid = useRowSlide(list, items)
  const changed = useChangedRows(agenda.doc)
  const line = items.filter(({ within }) => within === null)
  const firstOver = over > 0 ? line.find((item) => !item.before && item.startsAt >= event.endsAt) : undefined
  const at = (item: AgendaItem) => others.filter(({ place }) => readPlace(place)?.thing === item.id)
  const groups = line.filter(({ before }) => !before)

  /** Before the menu's button hears the arrow, which would open it. */
  function arrows(pressed: KeyboardEvent<HTMLElement>) {
    const key = pressed.key.toLowerCase()
    const { target } = pressed
    const writes =
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLElement && target.isContentEditable)
    // Arrows belong to the text where one writes.
    if (pressed.altKey && !writes && (key === 'arrowup' || key === 'arrowdown')) {
      const id = target instanceof Element && target.closest(`[${rowAttribute}]`)?.getAttribute(rowAttribute)
      const item = items.find((each) => each.id === id)
      if (!item || !editable) return
      // A menu's button would open for it.
      pressed.preventDefault()
      pressed.stopPropagation()
      agenda.move(item, key === 'arrowup' ? 'up' : 'down')
    }
  }

  function undoKeys(pressed: KeyboardEvent<HTMLElement>) {
    const key = pressed.key.toLowerCase()
    if (!(pressed.ctrlKey || pressed.metaKey) || pressed.altKey || (key !== 'z' && key !== 'y')) return
    // The browser's own undo knows nothing of what others typed meanwhile.
    pressed.preventDefault()
    if (key === 'y' || pressed.shiftKey) undoing.undo.redo()
    else undoing.undo.undo()
  }

  const row = (item: TimedItem<AgendaItem>) => {
    const common = { doc: agenda.doc, item, writers: at(item), zone: event.timeZone, language, textLanguage }
    return openItem === item.id && editable ? (
      <ItemForm {...common} agenda={agenda} associations={associations} />
    ) : (
      <AgendaRow
        {...common}
        over={over > 0 && !item.before && item.startsAt >= event.endsAt}
        told={slid.has(item.id) ? 'moved' : changed.has(item.id) ? 'changed' : null}
        proposer={item.proposalId === null ? undefined : proposers[item.proposalId]}
        holds={itemsWithin(items, item.id).length > 0}
        groups={groups.filter(({ id }) => id !== item.id && id !== item.within)}
        agenda={editable ? agenda : null}
        onDrag={(pointer) => start(item.id, pointer)}
      />
    )
  }

  return (
    <FocusKeeper>
      {/* Keys are caught for the fields inside; the list itself takes no focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        ref={(element) => {
          list.current = element
          keepWhenMoved(element)
        }}
        className={css.list}
        onKeyDownCapture={arrows}
        onKeyDown={undoKeys}
      >
        {items.length === 0 && <li className={css.empty}>{empty}</li>}
        {line.map((item, index) => {
          const inside = itemsWithin(items, item.id)
          return (
            <li
              key={item.id}
              {...{ [rowAttribute]: item.id }}
              className={classes(
                drag?.id === item.id && css.dragged,
                drag?.after === item.id && css.dropBehind,
                drag?.after === null && index === 0 && css.dropFirst,
              )}
            >
              {item === firstOver && endLine}
              {row(item)}
              {inside.length > 0 && (
                <ul className={css.tables} ref={keepWhenMoved}>
                  {inside.map((table) => (
                    <li key={table.id} {...{ [rowAttribute]: table.id }}>
                      {row(table)}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
        {over > 0 && !firstOver && <li>{endLine}</li>}
      </ol>
    </FocusKeeper>
  )
}
