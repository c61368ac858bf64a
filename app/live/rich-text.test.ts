import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { plainText, richTextOf, type RichText } from '#app/lib/rich-text.ts'
import { fragmentOf, readRichText, writeRichText } from './rich-text.ts'

const text: RichText = [
  { kind: 'heading', level: 2, spans: [{ text: 'Tilat' }] },
  { kind: 'paragraph', spans: [{ text: 'Katso ' }, { text: 'ohje', href: 'https://kunta.example/ohje' }] },
  {
    kind: 'list',
    ordered: true,
    items: [
      [{ kind: 'paragraph', spans: [{ text: 'Ensin', strong: true }] }],
      [{ kind: 'paragraph', spans: [{ text: 'Sitten' }] }],
    ],
  },
]

function docOf(given: RichText) {
  const doc = new Y.Doc()
  doc.getMap('items').set('a', fragmentOf(given))
  return { doc, fragment: doc.getMap('items').get('a') as Y.XmlFragment }
}

test('what is written comes back the same, also as a copy of the document', () => {
  const { doc, fragment } = docOf(text)
  expect(readRichText(fragment)).toEqual(text)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  expect(readRichText(copy.getMap('items').get('a'))).toEqual(text)
})

test('as plain text lists have their marks and links their addresses', () => {
  expect(plainText(text)).toBe('Tilat\nKatso ohje (https://kunta.example/ohje)\n1. Ensin\n2. Sitten')
})

test('writing another text leaves the blocks alone that stay, so what others type in them stays too', () => {
  const { doc, fragment } = docOf(richTextOf('yksi\nkaksi\nkolme'))
  const first = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
  writeRichText(fragment, richTextOf('yksi\nkaksi ja puoli\nkolme'))
  first.insert(4, '!')
  expect(plainText(readRichText(fragment))).toBe('yksi!\nkaksi ja puoli\nkolme')
  doc.destroy()
})

test('a link that would run something is no link', () => {
  const { fragment } = docOf([{ kind: 'paragraph', spans: [{ text: 'x', href: 'javascript:alert(1)' }] }])
  expect(readRichText(fragment)).toEqual([{ kind: 'paragraph', spans: [{ text: 'x' }] }])
})
