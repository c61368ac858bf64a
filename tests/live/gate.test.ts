import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, agendaDocument, agendaUpdate, descriptionOf, itemsOf } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { gate } from '#server/live/gate.ts'

const item = { ...emptyItem, id: 'kohta00001', title: 'Avaus' }
const start = agendaUpdate([item])

/** The server's document, and the update that `edit` makes of a copy. */
function editing(edit: (doc: Y.Doc) => void): { doc: Y.Doc; update: Uint8Array } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, start)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, start)
  const made: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => made.push(update))
  edit(copy)
  return { doc, update: Y.mergeUpdates(made) }
}

const verdict = (edit: (doc: Y.Doc) => void) => {
  const { doc, update } = editing(edit)
  return gate(doc, agendaDocument, update)
}
const itemIn = (doc: Y.Doc) => itemsOf(doc).get('kohta00001') as Y.Map<unknown>
const fragment = (doc: Y.Doc) => descriptionOf(doc, 'kohta00001') ?? new Y.XmlFragment()

/** A paragraph as the editor writes one. */
function paragraph(doc: Y.Doc, write: (words: Y.XmlText, element: Y.XmlElement) => void = () => undefined) {
  const element = new Y.XmlElement('paragraph')
  const words = new Y.XmlText()
  fragment(doc).insert(0, [element])
  element.insert(0, [words])
  write(words, element)
}

describe('what an editor writes passes', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['a new item', (doc) => addItem(doc, 'kohta00002', { title: 'x' }, null)],
    ['letters', (doc) => paragraph(doc, (words) => words.insert(0, 'Tilat'))],
    [
      'marks, over letters and taken away',
      (doc) =>
        paragraph(doc, (words) => {
          words.insert(0, 'Tilat ja ohje')
          words.format(0, 5, { strong: {} })
          words.format(9, 4, { link: { href: 'https://kunta.example/ohje' } })
          words.format(0, 3, { strong: null })
        }),
    ],
    [
      'a heading with its level, and lists in lists',
      (doc) => {
        const heading = new Y.XmlElement('heading')
        heading.setAttribute('level', 3 as unknown as string)
        const outer = new Y.XmlElement('bullet_list')
        fragment(doc).insert(0, [heading, outer])
        let list = outer
        for (let depth = 0; depth < 5; depth += 1) {
          const entry = new Y.XmlElement('list_item')
          const inner = new Y.XmlElement('ordered_list')
          list.insert(0, [entry])
          entry.insert(0, [new Y.XmlElement('paragraph'), inner])
          list = inner
        }
      },
    ],
    [
      'removed again before it was sent',
      (doc) => {
        paragraph(doc, (words) => words.insert(0, 'x'))
        fragment(doc).delete(0, 1)
      },
    ],
  ])('%s', (_name, edit) => {
    expect(verdict(edit)).toBeNull()
  })

  test('the same update twice, and one that is known in part', () => {
    const { doc, update } = editing((copy) => paragraph(copy, (words) => words.insert(0, 'x')))
    Y.applyUpdate(doc, update)
    expect(gate(doc, agendaDocument, update)).toBeNull()
    expect(gate(doc, agendaDocument, Y.mergeUpdates([start, update]))).toBeNull()
  })
})

describe('everything else is refused', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['another root', (doc) => doc.getMap('other').set('a', 1)],
    ['a root of another type', (doc) => doc.getArray('items2').push([1])],
    ['an item under a name that is none', (doc) => itemsOf(doc).set('__proto__', new Y.Map())],
    ['a column that there is not', (doc) => itemIn(doc).set('constructor', 1)],
    ['a value out of its range', (doc) => itemIn(doc).set('minutes', 1e9)],
    ['a value of another type', (doc) => itemIn(doc).set('minutes', '10')],
    ['a huge value', (doc) => itemIn(doc).set('pinned', { a: Array.from({ length: 1000 }, () => ({})) })],
    ['a text where a value stands', (doc) => itemIn(doc).set('minutes', new Y.Text('10'))],
    ['a rich text where a line stands', (doc) => itemIn(doc).set('title', new Y.XmlFragment())],
    ['marks in a line', (doc) => (itemIn(doc).get('title') as Y.Text).format(0, 3, { strong: {} })],
    ['a picture in a line', (doc) => (itemIn(doc).get('title') as Y.Text).insertEmbed(0, { image: 'x' })],
    ['an element that there is not', (doc) => fragment(doc).insert(0, [new Y.XmlElement('script')])],
    ['an element named as what running text is', (doc) => fragment(doc).insert(0, [new Y.XmlElement('words')])],
    ['running text at the top', (doc) => fragment(doc).insert(0, [new Y.XmlText('x')])],
    ['a list in a paragraph', (doc) => paragraph(doc, (_words, p) => p.insert(0, [new Y.XmlElement('bullet_list')]))],
    ['an attribute that there is not', (doc) => paragraph(doc, (_words, p) => p.setAttribute('onclick', 'x'))],
    [
      'a heading of a level that there is not',
      (doc) => {
        const heading = new Y.XmlElement('heading')
        heading.setAttribute('level', 9 as unknown as string)
        fragment(doc).insert(0, [heading])
      },
    ],
    [
      'a link that runs',
      (doc) =>
        paragraph(doc, (words) => {
          words.insert(0, 'x', { link: { href: 'javascript:alert(1)' } })
        }),
    ],
    ['a mark that there is not', (doc) => paragraph(doc, (words) => words.insert(0, 'x', { style: 'y' }))],
    ['a picture in a paragraph', (doc) => paragraph(doc, (words) => words.insertEmbed(0, { image: 'x' }))],
    ['a document in the document', (doc) => itemIn(doc).set('title', new Y.Doc() as never)],
    ['bytes', (doc) => itemIn(doc).set('title', new Uint8Array([1]) as never)],
  ])('%s', (_name, edit) => {
    expect(verdict(edit)).toBe('offSchema')
  })

  test('a gap, a forged clock, nonsense, and V2', () => {
    const { doc } = editing((copy) => addItem(copy, 'kohta00002', {}, null))
    const later = new Y.Doc()
    const made: Uint8Array[] = []
    later.on('update', (update: Uint8Array) => made.push(update))
    later.getMap('items').set('kohta00003', new Y.Map())
    later.getMap('items').set('kohta00004', new Y.Map())
    expect(gate(doc, agendaDocument, made[1] ?? new Uint8Array())).toBe('malformed')
    expect(gate(doc, agendaDocument, Uint8Array.from([1, 1, 1, 255, 255, 255, 255, 127, 0]))).toBe('malformed')
    expect(gate(doc, agendaDocument, Uint8Array.from([1, 2, 3]))).toBe('malformed')
    expect(gate(doc, agendaDocument, Y.encodeStateAsUpdateV2(later))).not.toBeNull()
    expect(gate(doc, agendaDocument, new Uint8Array(70_000))).toBe('tooLarge')
  })
})
