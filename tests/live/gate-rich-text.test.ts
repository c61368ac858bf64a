import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { richText, type DocumentDefinition } from '#app/live/document-definition.ts'
import { gate } from '#server/live/gate.ts'

describe('rich text of another document', () => {
  const isAddress = (given: unknown) => typeof given === 'string' && /^(https?:|mailto:)/.test(given)
  const isLink = (given: unknown) =>
    typeof given === 'object' &&
    given !== null &&
    Object.keys(given).every((key) => key === 'href' || key === 'title') &&
    'href' in given &&
    isAddress(given.href)
  const notes: DocumentDefinition = {
    prefix: 'notes',
    roots: {
      body: richText({
        top: ['paragraph', 'heading', 'bullet_list', 'ordered_list'],
        elements: {
          paragraph: { attributes: {}, holds: ['words'] },
          heading: { attributes: { level: (given) => given === 2 || given === 3 }, holds: ['words'] },
          bullet_list: { attributes: {}, holds: ['list_item'] },
          ordered_list: { attributes: { order: Number.isInteger }, holds: ['list_item'] },
          list_item: { attributes: {}, holds: ['paragraph', 'bullet_list', 'ordered_list'] },
        },
        marks: { link: isLink, strong: () => true, em: () => true },
      }),
    },
  }
  const written = (write: (body: Y.XmlFragment, words: Y.XmlText, paragraph: Y.XmlElement) => void) => {
    const doc = new Y.Doc()
    const paragraph = new Y.XmlElement('paragraph')
    const words = new Y.XmlText('Tervetuloa')
    paragraph.insert(0, [words])
    doc.getXmlFragment('body').insert(0, [paragraph])
    write(doc.getXmlFragment('body'), words, paragraph)
    return gate(new Y.Doc(), notes, Y.encodeStateAsUpdate(doc))
  }

  test('as it should be', () => {
    expect(
      written((body, words) => {
        words.format(0, 4, { link: { href: 'mailto:a@kunta.example', title: 'x' } })
        words.format(2, 4, { strong: {}, em: {} })
        words.format(0, 8, { link: null })
        const list = new Y.XmlElement('ordered_list')
        list.setAttribute('order', 3 as never)
        list.insert(0, [new Y.XmlElement('list_item')])
        body.insert(1, [list])
        list.removeAttribute('order')
      }),
    ).toBeNull()
  })

  test.each<[string, Parameters<typeof written>[0]]>([
    ['script in a link', (_body, words) => words.format(0, 4, { link: { href: 'javascript:alert(1)' } })],
    [
      'more in a link than it has',
      (_body, words) => words.format(0, 4, { link: { href: 'https://a.fi', onclick: 'x' } }),
    ],
    ['a mark with a made-up ending', (_body, words) => words.format(0, 4, { 'strong--AAAAAAAA': {} })],
    ['a mark of the prototype', (_body, words) => words.format(0, 4, { ['constructor' as string]: {} })],
    [
      'a level that is text',
      (body) => {
        const heading = new Y.XmlElement('heading')
        heading.setAttribute('level', '2')
        body.insert(0, [heading])
      },
    ],
    ['an attribute of running text', (_body, words) => words.setAttribute('a', 'x')],
    ['an element that is called like an object', (body) => body.insert(0, [new Y.XmlElement('constructor')])],
    ['a hook', (body) => body.insert(0, [new Y.XmlHook('paragraph') as never])],
    ['a fragment in a fragment', (body) => body.insert(0, [new Y.XmlFragment() as never])],
    ['plain text', (body) => body.insert(0, [new Y.Text('x') as never])],
    ['an item of a list at the top', (body) => body.insert(0, [new Y.XmlElement('list_item')])],
    [
      'an element in an attribute',
      (_body, _words, paragraph) => paragraph.setAttribute('level', new Y.XmlElement('paragraph') as never),
    ],
  ])('%s', (_name, write) => {
    expect(written(write)).toBe('offSchema')
  })
})
