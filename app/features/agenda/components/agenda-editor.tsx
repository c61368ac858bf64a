import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { clock, duration } from '#app/lib/dates.ts'
import { shortId } from '#app/lib/ids.ts'
import type { Language } from '#app/lib/languages.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { useLiveDocument, useLiveView, useShared } from '#app/live/use-live-document.ts'
import { Button } from '#app/ui/button.tsx'
import { classes } from '#app/ui/classes.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import { LiveRegion } from '#app/ui/status.tsx'
import { addItem, changeItem, moveItem, readItems, removeItem } from '../live.ts'
import { overrun, timed, totalMinutes, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { AgendaRow } from './agenda-row.tsx'
import { FocusKeeper } from './focus-keeper.tsx'
import { ItemForm } from './item-form.tsx'
import { OverrunNotice } from './overrun-notice.tsx'
import { PresenceLine } from './presence-line.tsx'
import { RefusedNotice } from './refused-notice.tsx'
import { SavedLine } from './saved-line.tsx'
import { useNews } from './use-news.ts'
import { useOverrunNews } from './use-overrun-news.ts'
import { rowAttribute, useRowDrag } from './use-row-drag.ts'
import { useUndo } from './use-undo.ts'

export type EditorProps = {
  event: { startsAt: number; endsAt: number; timeZone: string }
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  personId: string
  /** The document's name and its state, from the loader. */
  name: string
  state: string | null
  mayEdit: boolean
  editEvent: string | null
  /** The publish button and its line, given the items as they are now. */
  publish(items: AgendaItem[]): ReactNode
  /** Until the document is open. */
  children: ReactNode
}

/** The agenda edited together, live. */
export function AgendaEditor(props: EditorProps) {
  const live = useLiveDocument(props.name, props.state, props.personId)
  return live ? <OpenAgenda {...props} live={live} /> : props.children
}

function OpenAgenda({
  live,
  event,
  language,
  textLanguage,
  mayEdit,
  editEvent,
  publish,
}: EditorProps & { live: LiveDocument }) {
  const { t } = useTranslation('agenda')
  const { doc } = live
  const view = useLiveView(live)
  const items = timed(useShared(doc, readItems), event.startsAt, event.timeZone)
  const [openItem, setOpenItem] = useState<string | null>(null)
  const { news, say } = useNews(live, openItem, leaveGone)
  const { undo, removed, remove } = useUndo(doc)
  const { drag, start } = useRowDrag((id, after) => {
    moveItem(doc, id, after)
    sayWhere(id)
  })

  const refused = view.saved.state === 'refused'
  const editable = !refused && (view.saved.state === 'opening' ? mayEdit : view.mayEdit)
  const reserved = Math.round((event.endsAt - event.startsAt) / 60_000)
  const total = totalMinutes(items)
  const over = overrun(items, event.startsAt, event.endsAt)
  useOverrunNews(over, say)
  const time = (at: number) => clock(at, event.timeZone, language)
  const firstOver = over > 0 ? items.find((item) => !item.before && item.startsAt >= event.endsAt) : undefined

  const writerOf = ({ id }: AgendaItem) => view.others.find(({ place }) => place === id) ?? null

  const endLine = (
    <p className={css.endline}>
      <span>{t('endLine', { time: time(event.endsAt) })}</span>
    </p>
  )

  function open(id: string | null) {
    setOpenItem(id)
    live.setPlace(id)
    if (id) focusSoon(`[${rowAttribute}="${id}"] input`)
  }

  function close(id: string) {
    const item = items.find((each) => each.id === id)
    // Added and left without a word: nobody meant it to be there.
    const unwritten = item && !item.title && !item.presenter && isBlank(item.description)
    if (unwritten) removeItem(doc, id)
    open(null)
    focusSoon(unwritten ? '[data-add] button' : menuOf(id))
  }

  /** Somebody removed the item that this person had open: the focus, if it was in there, goes to what is next. */
  function leaveGone(id: string, next: string | null) {
    const typing = document.querySelector(`[${rowAttribute}="${id}"]`)?.contains(document.activeElement)
    open(null)
    if (typing) focusSoon(next === null ? '[data-add] button' : menuOf(next))
  }

  function sayWhere(id: string) {
    const now = timed(readItems(doc), event.startsAt, event.timeZone)
    const at = now.findIndex((item) => item.id === id)
    const item = now[at]
    if (!item) return
    const title = item.title || t('untitled')
    say(t('news.moved', { title, place: at + 1, count: now.length, time: time(item.startsAt) }))
  }

  function move(item: TimedItem<AgendaItem>, by: -1 | 1) {
    const at = items.indexOf(item)
    const neighbour = items[at + by]
    if (neighbour?.before !== item.before) {
      const edge = by < 0 ? 'first' : 'last'
      const where = neighbour ? (item.before ? 'lastBefore' : 'firstAfter') : edge
      say(t(`news.${where}`, { title: item.title || t('untitled') }))
      return
    }
    moveItem(doc, item.id, by > 0 ? neighbour.id : (items[at - 2]?.id ?? null))
    sayWhere(item.id)
  }

  function takeOut(item: AgendaItem) {
    remove(item.id, item.title || t('untitled'))
    if (openItem === item.id) open(null)
    focusSoon('[data-undo] button')
  }

  function shorten(item: AgendaItem, by: number) {
    const minutes = item.minutes - by
    changeItem(doc, item.id, { minutes })
    say(t('news.shortened', { title: item.title || t('untitled'), minutes }))
    // The way out goes with the notice it stood in.
    focusSoon(menuOf(item.id))
  }

  function add() {
    const id = shortId()
    addItem(doc, id, {}, null)
    const made = timed(readItems(doc), event.startsAt, event.timeZone).find((item) => item.id === id)
    if (made) say(t('news.added', { time: time(made.startsAt) }))
    open(id)
  }

  function keys(pressed: KeyboardEvent) {
    if (!(pressed.ctrlKey || pressed.metaKey) || pressed.altKey) return
    const key = pressed.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    // The browser's own undo knows nothing of what others typed meanwhile.
    pressed.preventDefault()
    if (key === 'y' || pressed.shiftKey) undo.redo()
    else undo.undo()
  }

  return (
    <Stack gap={26}>
      <Row between>
        <PresenceLine you={view.you} others={view.others} />
        <Row gap={16}>
          <SavedLine saved={view.saved} zone={event.timeZone} language={language} />
        </Row>
      </Row>
      <div onSubmitCapture={() => live.flush()}>{publish(items.map(withoutTimes))}</div>
      <RefusedNotice saved={view.saved} />
      <OverrunNotice
        items={items}
        over={over}
        endsAt={event.endsAt}
        zone={event.timeZone}
        language={language}
        editEvent={editEvent}
        onShorten={editable ? shorten : null}
      />
      {/* Keys are caught for the fields inside; the section itself takes no focus. */}
      <Section title={t('byItem')} hideTitle>
        <FocusKeeper>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ol className={css.list} onKeyDown={keys}>
            {items.length === 0 && <li className={css.empty}>{t(editable ? 'empty' : 'emptyRead')}</li>}
            {items.map((item, index) => (
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
                {openItem === item.id && editable ? (
                  <ItemForm
                    doc={doc}
                    item={item}
                    writer={writerOf(item)}
                    zone={event.timeZone}
                    language={language}
                    onDone={() => close(item.id)}
                    onMove={(by) => move(item, by)}
                    onRemove={() => takeOut(item)}
                    onTooLong={(count) => say(t('news.tooLong', { count }))}
                  />
                ) : (
                  <AgendaRow
                    item={item}
                    over={over > 0 && !item.before && item.startsAt >= event.endsAt}
                    textLanguage={textLanguage}
                    writer={writerOf(item)}
                    zone={event.timeZone}
                    language={language}
                    actions={
                      editable
                        ? {
                            edit: () => open(item.id),
                            move: (by) => move(item, by),
                            remove: () => takeOut(item),
                            drag: (pointer) => start(item.id, pointer),
                          }
                        : null
                    }
                  />
                )}
              </li>
            ))}
            {over > 0 && !firstOver && <li>{endLine}</li>}
          </ol>
        </FocusKeeper>
        {removed !== null && editable && (
          <div data-undo>
            <Notice
              role="status"
              title={t('removed', { title: removed })}
              actions={
                <Button
                  type="button"
                  variant="outlined"
                  small
                  onClick={() => {
                    undo.undo()
                    say(t('news.undone'))
                    focusSoon(`ol [${rowAttribute}] [aria-haspopup]`)
                  }}
                >
                  {t('undo')}
                </Button>
              }
            />
          </div>
        )}
        <div className={css.sum} data-add>
          {editable ? (
            <Button type="button" variant="outlined" icon="plus" onClick={add}>
              {t('add')}
            </Button>
          ) : (
            <span />
          )}
          <p>
            <Trans
              t={t}
              i18nKey="total"
              values={{ total: duration(total), reserved: duration(reserved) }}
              components={{ b: <b /> }}
            />
          </p>
        </div>
        {editable && items.length > 1 && <p className={classes('small mute', css.dragHint)}>{t('dragHint')}</p>}
        <div className={css.news}>
          <LiveRegion>{news}</LiveRegion>
        </div>
      </Section>
    </Stack>
  )
}

function withoutTimes({
  startsAt: _starts,
  endsAt: _ends,
  gap: _gap,
  letter: _letter,
  ...item
}: TimedItem<AgendaItem>): AgendaItem {
  return item
}

/** What a row is moved with keeps the focus when its form has gone. */
const menuOf = (id: string) => `[${rowAttribute}="${id}"] [aria-haspopup]`

/** After the page has been drawn again. */
function focusSoon(selector: string) {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(selector)?.focus()
  })
}
