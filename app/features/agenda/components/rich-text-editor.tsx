import { setBlockType, toggleMark } from 'prosemirror-commands'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import type { Command, EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { isSafeAddress } from '#app/lib/rich-text.ts'
import { schema } from '#app/live/rich-text-schema.ts'
import { bold, openRichText, richTextOrigin, showCarets, type RemoteCaret } from '#app/live/rich-text-view.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import css from './rich-text-editor.module.css'

type Props = {
  fragment: Y.XmlFragment
  label: string
  lang: string | undefined
  longest: number
  others: RemoteCaret[]
  onTooLong(most: number): void
  onCaret(head: Y.RelativePosition | null): void
  /** Told once what marks the edits made here, for undo. */
  onOrigin(origin: unknown): void
}

/** A shared text with headings, lists, bold and links; others' carets stand in it under their names. */
export default function RichTextEditor({
  fragment,
  label,
  lang,
  longest,
  others,
  onTooLong,
  onCaret,
  onOrigin,
}: Props) {
  const { t } = useTranslation('live')
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView | null>(null)
  const [, look] = useState(0)
  const [linking, setLinking] = useState(false)
  const latest = useRef({ onTooLong, onCaret })
  useEffect(() => {
    latest.current = { onTooLong, onCaret }
  })

  useEffect(() => {
    if (!place.current) return
    onOrigin(richTextOrigin)
    const opened = openRichText(place.current, {
      fragment,
      longest,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': id,
        ...(lang ? { lang } : {}),
      },
      onTooLong: () => latest.current.onTooLong(longest),
      onCaret: (head) => latest.current.onCaret(head),
      onChange: () => look((count) => count + 1),
    })
    setView(opened)
    return () => {
      setView(null)
      opened.destroy()
    }
  }, [fragment, id, lang, longest, onOrigin])

  const shown = JSON.stringify(others)
  useEffect(() => {
    if (view) showCarets(view, others)
    // What they look like decides, not which array they came in.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [view, shown])

  return (
    <div>
      <p id={id} className={css.label}>
        {label}
      </p>
      {view && (
        <Tools view={view} linking={linking} onLink={() => setLinking(!linking)} label={t('rich.tools', { label })} />
      )}
      {view && linking && <LinkForm view={view} onDone={() => setLinking(false)} />}
      <div ref={place} className={css.field} />
    </div>
  )
}

const { heading, paragraph, bullet_list: bullets, ordered_list: numbers, list_item: item } = schema.nodes
const { link } = schema.marks

function Tools({
  view,
  linking,
  onLink,
  label,
}: {
  view: EditorView
  linking: boolean
  onLink(): void
  label: string
}) {
  const { t } = useTranslation('live')
  const { state } = view
  const inHeading = state.selection.$from.parent.type === heading
  const list = listAround(state)
  const tools: { id: string; pressed: boolean; run: Command | (() => void) }[] = [
    {
      id: 'heading',
      pressed: inHeading,
      run: (now, dispatch) => {
        const turn = inHeading ? setBlockType(paragraph) : setBlockType(heading, { level: 2 })
        return turn(now, dispatch)
      },
    },
    { id: 'list', pressed: list === 'bullet_list', run: listed('bullet_list') },
    { id: 'numbers', pressed: list === 'ordered_list', run: listed('ordered_list') },
    { id: 'bold', pressed: markAt(state, 'strong'), run: bold },
  ]
  return (
    <div className={css.tools} role="toolbar" aria-label={label} onKeyDown={alongTools}>
      {tools.map(({ id, pressed, run }) => (
        <button
          key={id}
          type="button"
          aria-pressed={pressed}
          // The caret stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            run(view.state, view.dispatch.bind(view))
            view.focus()
          }}
        >
          {t(`rich.${id as 'heading'}`)}
        </button>
      ))}
      <button type="button" aria-expanded={linking} onClick={onLink}>
        {t('rich.link')}
      </button>
    </div>
  )
}

/** Arrows move along the tools, as in every toolbar. */
function alongTools(event: KeyboardEvent<HTMLDivElement>) {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
  const all = [...event.currentTarget.querySelectorAll('button')]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  if (at < 0) return
  event.preventDefault()
  event.stopPropagation()
  all[(at + (event.key === 'ArrowRight' ? 1 : all.length - 1)) % all.length]?.focus()
}

/** Where the selected words lead: a field of its own, because an address is checked before it is taken. */
function LinkForm({ view, onDone }: { view: EditorView; onDone(): void }) {
  const { t } = useTranslation('live')
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState(false)
  const take = () => {
    const typed = address.trim()
    const href = /^[a-z]+:/i.test(typed) ? typed : typed.includes('@') ? `mailto:${typed}` : `https://${typed}`
    if (typed === '' || !isSafeAddress(href)) {
      setWrong(true)
      return
    }
    const { state } = view
    const { from, to, empty } = state.selection
    view.dispatch(
      empty
        ? state.tr.insert(from, schema.text(typed, [link.create({ href })]))
        : state.tr.addMark(from, to, link.create({ href })),
    )
    onDone()
    view.focus()
  }
  return (
    <div className={css.link}>
      <TextField
        label={t('rich.address')}
        hint={t('rich.addressHint')}
        error={wrong ? t('rich.addressWrong') : undefined}
        value={address}
        inputMode="url"
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => {
          setAddress(value)
          setWrong(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          take()
        }}
      />
      <Button type="button" variant="outlined" small onClick={take}>
        {t('rich.makeLink')}
      </Button>
      <Button
        type="button"
        variant="quiet"
        small
        onClick={() => {
          toggleMark(link)(view.state, view.dispatch.bind(view))
          onDone()
          view.focus()
        }}
      >
        {t('rich.noLink')}
      </Button>
    </div>
  )
}

type ListName = 'bullet_list' | 'ordered_list'

/** Into a list of this kind, or out of it. */
function listed(name: ListName): Command {
  return (state, dispatch) => {
    const kind = name === 'bullet_list' ? bullets : numbers
    return listAround(state) === name ? liftListItem(item)(state, dispatch) : wrapInList(kind)(state, dispatch)
  }
}

function listAround({ selection: { $from } }: EditorState): string | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type
    if (name === 'bullet_list' || name === 'ordered_list') return name
  }
  return null
}

function markAt(state: EditorState, name: 'strong' | 'link'): boolean {
  const { from, to, empty, $from } = state.selection
  const mark = schema.marks[name]
  return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark)
}
