import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands'
import { inputRules, wrappingInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { Slice } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import { EditorState, Plugin, PluginKey, type Command } from 'prosemirror-state'
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view'
import {
  absolutePositionToRelativePosition,
  initProseMirrorDoc,
  relativePositionToAbsolutePosition,
  ySyncPlugin,
  ySyncPluginKey,
} from 'y-prosemirror'
import type * as Y from 'yjs'
import { schema } from './rich-text-schema.ts'

/** The origin of the edits that the view makes: what undo follows. */
export const richTextOrigin: unknown = ySyncPluginKey

/** Somebody else's caret in the text. */
export type RemoteCaret = { id: number; name: string; colour: string; head: Y.RelativePosition }

export type RichTextOptions = {
  fragment: Y.XmlFragment
  /** Attributes of the field that one types into: its name, its language. */
  attributes: Record<string, string>
  longest: number
  onTooLong(): void
  /** The person's own caret moved; null: the field was left. */
  onCaret(head: Y.RelativePosition | null): void
  /** Something may look other than before: marks at the caret, the kind of block. */
  onChange(): void
}

const carets = new PluginKey<RemoteCaret[]>('carets')

/** An editor of a shared rich text in this element. Destroy it. */
export function openRichText(element: HTMLElement, options: RichTextOptions): EditorView {
  const { fragment, longest, onTooLong, onCaret, onChange } = options
  const { doc: known, mapping } = initProseMirrorDoc(fragment, schema)
  // Without a paragraph there is no place for a caret: all would be selected instead, and stay so while others write into
  // it, until the first letter typed replaces what they wrote.
  const doc = known.childCount > 0 ? known : (schema.topNodeType.createAndFill() ?? known)
  const { list_item: item, bullet_list: bullets, ordered_list: numbers } = schema.nodes
  const view: EditorView = new EditorView(element, {
    attributes: options.attributes,
    state: EditorState.create({
      doc,
      schema,
      plugins: [
        ySyncPlugin(fragment, { mapping }),
        new Plugin<RemoteCaret[]>({
          key: carets,
          state: { init: () => [], apply: (tr, old) => (tr.getMeta(carets) as RemoteCaret[] | undefined) ?? old },
          props: { decorations: (state) => decorated(state, fragment) },
        }),
        inputRules({
          rules: [wrappingInputRule(/^\s*[-*]\s$/, bullets), wrappingInputRule(/^1\.\s$/, numbers)],
        }),
        keymap({
          'Mod-b': bold,
          Enter: splitListItem(item),
          // Not Tab: it leads on, in every field.
          'Mod-]': sinkListItem(item),
          'Mod-[': liftListItem(item),
          'Shift-Enter': chainCommands(exitCode),
        }),
        keymap(baseKeymap),
      ],
    }),
    dispatchTransaction(transaction) {
      const next = view.state.apply(transaction)
      const own = transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined
      if (own && next.doc.textContent.length > Math.max(longest, view.state.doc.textContent.length)) {
        onTooLong()
        return
      }
      view.updateState(next)
      onChange()
      if ((transaction.selectionSet || transaction.docChanged) && view.hasFocus()) tellCaret()
    },
    handleDOMEvents: {
      focus: () => {
        tellCaret()
        return false
      },
      blur: () => {
        onCaret(null)
        return false
      },
    },
    // Links lead away only where the text is read.
    handleClick: (_view, _at, event) => {
      if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
      return false
    },
    transformPasted: (slice) => (slice.content.size === 0 ? Slice.empty : slice),
  })

  function tellCaret() {
    const binding = bindingOf(view.state)
    if (binding)
      onCaret(
        absolutePositionToRelativePosition(view.state.selection.head, fragment, binding.mapping) as Y.RelativePosition,
      )
  }
  return view
}

export function showCarets(view: EditorView, others: RemoteCaret[]): void {
  view.dispatch(view.state.tr.setMeta(carets, others).setMeta('addToHistory', false))
}

type Binding = { mapping: Map<Y.AbstractType<unknown>, never> }

function bindingOf(state: EditorState): Binding | null {
  return (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding ?? null
}

function decorated(state: EditorState, fragment: Y.XmlFragment): DecorationSet {
  const binding = bindingOf(state)
  if (!binding || !fragment.doc) return DecorationSet.empty
  const { doc } = fragment
  const found = (carets.getState(state) ?? []).flatMap(({ id, name, colour, head }) => {
    const at = relativePositionToAbsolutePosition(doc, fragment, head, binding.mapping)
    if (at === null) return []
    return [
      Decoration.widget(Math.min(at, state.doc.content.size), () => caretElement(name, colour), {
        key: `${String(id)} ${name}`,
        side: 10,
      }),
    ]
  })
  return DecorationSet.create(state.doc, found)
}

function caretElement(name: string, colour: string): HTMLElement {
  const caret = document.createElement('span')
  caret.dataset.caret = name
  caret.setAttribute('aria-hidden', 'true')
  caret.style.setProperty('--c', colour)
  return caret
}

export const bold: Command = toggleMark(schema.marks.strong)
