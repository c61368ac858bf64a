import * as Y from 'yjs'
import {
  headingLevels,
  isSafeAddress,
  richTextOf,
  type Block,
  type HeadingLevel,
  type RichText,
  type Span,
} from '#app/lib/rich-text.ts'
import { richText as richTextShape } from './document-definition.ts'

/*
 * Rich text in a shared document: a Y.XmlFragment whose elements and marks are those of the editor's schema
 * (y-prosemirror's binding). Other code reads and writes plain `RichText`.
 */

const isLevel = (level: unknown): level is HeadingLevel => (headingLevels as readonly unknown[]).includes(level)
const isLink = (value: unknown) =>
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 1 && 'href' in value && isSafeAddress(value.href))

/** What the server lets into a rich text. */
export const richTextOnly = richTextShape({
  top: ['paragraph', 'heading', 'bullet_list', 'ordered_list'],
  elements: {
    paragraph: { attributes: {}, holds: ['words'] },
    heading: { attributes: { level: isLevel }, holds: ['words'] },
    bullet_list: { attributes: {}, holds: ['list_item'] },
    ordered_list: { attributes: {}, holds: ['list_item'] },
    list_item: { attributes: {}, holds: ['paragraph', 'bullet_list', 'ordered_list'] },
  },
  marks: {
    strong: (value) => value === null || (typeof value === 'object' && Object.keys(value).length === 0),
    link: isLink,
  },
})

/** What stands in the fragment. Whatever is no rich text of ours is passed over. */
export function readRichText(fragment: unknown): RichText {
  // Written before text had structure: a line is a paragraph.
  if (fragment instanceof Y.Text && !(fragment instanceof Y.XmlText)) return richTextOf(fragment.toString())
  return fragment instanceof Y.XmlFragment ? blocksIn(fragment).filter((block) => !isEmpty(block)) : []
}

/** A new fragment that holds the text; put it into a document before anybody reads it. */
export function fragmentOf(text: RichText): Y.XmlFragment {
  const fragment = new Y.XmlFragment()
  fragment.insert(0, text.map(elementOf))
  return fragment
}

/**
 * Makes the fragment hold the text, touching only the blocks that differ: what others type in the rest stays. Call it
 * inside a transaction.
 */
export function writeRichText(fragment: Y.XmlFragment, text: RichText): void {
  const now = fragment.toArray().map((child) => JSON.stringify(blocksOf(child)))
  const wanted = text.map((block) => JSON.stringify([block]))
  let start = 0
  while (start < Math.min(now.length, wanted.length) && now[start] === wanted[start]) start += 1
  let end = 0
  const most = Math.min(now.length, wanted.length) - start
  while (end < most && now[now.length - 1 - end] === wanted[wanted.length - 1 - end]) end += 1
  if (now.length > start + end) fragment.delete(start, now.length - start - end)
  const added = text.slice(start, text.length - end)
  if (added.length > 0) fragment.insert(start, added.map(elementOf))
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook

function blocksIn(parent: Y.XmlFragment): Block[] {
  return parent.toArray().flatMap(blocksOf)
}

export function blocksOf(child: Child): Block[] {
  if (!(child instanceof Y.XmlElement)) return []
  const name = child.nodeName
  if (name === 'paragraph') return [{ kind: 'paragraph', spans: spansIn(child) }]
  if (name === 'heading') {
    const level: unknown = child.getAttribute('level')
    return [{ kind: 'heading', level: isLevel(level) ? level : 2, spans: spansIn(child) }]
  }
  if (name !== 'bullet_list' && name !== 'ordered_list') return []
  const items = child.toArray().flatMap((item) => (item instanceof Y.XmlElement ? [blocksIn(item)] : []))
  return [{ kind: 'list', ordered: name === 'ordered_list', items }]
}

function spansIn(element: Y.XmlElement): Span[] {
  return element.toArray().flatMap((child) => (child instanceof Y.XmlText ? spansOf(child) : []))
}

export function spansOf(text: Y.XmlText): Span[] {
  return (text.toDelta() as { insert?: unknown; attributes?: Record<string, unknown> }[]).flatMap(
    ({ insert, attributes = {} }) => {
      if (typeof insert !== 'string') return []
      const link = attributes.link as { href?: unknown } | null | undefined
      return [
        {
          text: insert,
          ...(attributes.strong ? { strong: true as const } : {}),
          ...(isSafeAddress(link?.href) ? { href: link.href } : {}),
        },
      ]
    },
  )
}

export function elementOf(block: Block): Y.XmlElement {
  if (block.kind === 'list') {
    return withChildren(block.ordered ? 'ordered_list' : 'bullet_list', block.items.map(listItem))
  }
  const element = new Y.XmlElement(block.kind)
  // Typed as text by Yjs; the editor's binding writes and compares a number.
  if (block.kind === 'heading') element.setAttribute('level', block.level as unknown as string)
  const words = new Y.XmlText()
  words.applyDelta(
    block.spans
      .filter(({ text }) => text !== '')
      .map(({ text, strong, href }) => ({
        insert: text,
        attributes: { ...(strong ? { strong: {} } : {}), ...(href ? { link: { href } } : {}) },
      })),
  )
  if (block.spans.some(({ text }) => text !== '')) element.insert(0, [words])
  return element
}

export function listItem(blocks: Block[]): Y.XmlElement {
  return withChildren('list_item', blocks.map(elementOf))
}

function withChildren(name: string, children: Y.XmlElement[]): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(0, children)
  return element
}

function isEmpty(block: Block): boolean {
  return block.kind === 'list'
    ? block.items.every((item) => item.every(isEmpty))
    : block.spans.every(({ text }) => text.trim() === '')
}
