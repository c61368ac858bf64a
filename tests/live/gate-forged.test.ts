import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addItem,
  agendaDocument,
  agendaUpdate,
  itemsOf,
  moveItem,
  removeItem,
  textOf,
} from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { richText, type DocumentDefinition } from '#app/live/document-definition.ts'
import { gate } from '#server/live/gate.ts'
import * as forge from '#tests/fuzz/forge.ts'
import { forged, letters } from '#tests/fuzz/forge.ts'

/*
 * Updates that no tab of ours makes. What the gate lets through, Yjs must take whole, at once, and alike wherever and however
 * often it is read; what it cannot take so must be refused.
 */

const id = 'kohta00001'
/** A document whose title is `Avaus`, written by client 1. */
function base(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  addItem(doc, id, { ...emptyItem }, null)
  title(doc).insert(0, 'Avaus')
  const server = new Y.Doc()
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
  return server
}
const title = (doc: Y.Doc) => textOf(doc, id, 'title') ?? new Y.Text()
const idOf = (type: Pick<Y.Text, '_item'>): [number, number] => [type._item?.id.client ?? 0, type._item?.id.clock ?? 0]
const verdict = (update: Uint8Array, doc = base()) => gate(doc, agendaDocument, update)
const first = (doc: Y.Doc): [number, number] => {
  const start = title(doc)._start?.id
  return [start?.client ?? 0, start?.clock ?? 0]
}
const one = (struct: forge.Struct) => forged([{ client: 9, clock: 0, structs: [struct] }])

describe('the hand that writes them writes as Yjs reads', () => {
  test('letters before the first one', () => {
    const doc = base()
    const update = one(letters({ right: first(doc) }, 'Uusi '))
    expect(verdict(update)).toBeNull()
    Y.applyUpdate(doc, update)
    expect(title(doc).toString()).toBe('Uusi Avaus')
  })
})

describe('read in two ways', () => {
  test('a root without a name', () => {
    expect(verdict(one(letters({ root: '' }, 'x')))).toBe('offSchema')
    expect(verdict(one(forge.subdocument({ root: '', key: 'a' })))).toBe('offSchema')
  })

  test('two sections of one client, also an empty one', () => {
    const doc = base()
    const a = { client: 9, clock: 0, structs: [letters({ right: first(doc) }, 'a')] }
    const b = { client: 9, clock: 1, structs: [letters({ right: first(doc) }, 'b')] }
    expect(verdict(forged([a, b]))).toBe('malformed')
    expect(verdict(forged([a, { client: 9, clock: 1, structs: [] }]))).toBe('malformed')
    expect(verdict(forged([{ client: 10, clock: 0, structs: [] }, a]))).toBe('malformed')
  })

  test('letters known in part that claim to stand elsewhere', () => {
    const doc = base()
    const [client, clock] = first(doc)
    const presenter = idOf(textOf(doc, id, 'presenter') ?? new Y.Text())
    const elsewhere = forged([{ client, clock, structs: [letters({ parent: presenter }, 'Avaus!')] }])
    expect(verdict(elsewhere)).toBe('malformed')
    const here = forged([{ client, clock, structs: [letters({ parent: idOf(title(doc)) }, 'Avaus!')] }])
    expect(verdict(here)).toBeNull()
  })

  test('known clocks that say something else', () => {
    const doc = base()
    const [client, clock] = first(doc)
    const said = (words: string) => forged([{ client, clock, structs: [letters({ parent: idOf(title(doc)) }, words)] }])
    expect(verdict(said('Avaus'))).toBeNull()
    expect(verdict(said('Ava'))).toBeNull()
    expect(verdict(said('Avaxs'))).toBe('malformed')
    expect(verdict(forged([{ client, clock, structs: [forge.shared({ parent: idOf(title(doc)) }, 6)] }]))).toBe(
      'malformed',
    )
  })

  test('an edit under the number of a tab, before its own: the tab is not told that its own is saved', () => {
    const server = base()
    const tab = new Y.Doc()
    Y.applyUpdate(tab, Y.encodeStateAsUpdate(server))
    const [client, clock] = [tab.clientID, 0]
    const other = forged([{ client, clock, structs: [letters({ right: first(server) }, 'pilaa')] }])
    expect(gate(server, agendaDocument, other)).toBeNull()
    Y.applyUpdate(server, other)
    const before = Y.encodeStateVector(tab)
    title(tab).insert(5, 'talo')
    expect(gate(server, agendaDocument, Y.encodeStateAsUpdate(tab, before))).toBe('malformed')
  })

  test('the same with a bare length', () => {
    const server = base()
    Y.applyUpdate(server, forged([{ client: 9, clock: 0, structs: [forge.swept(1000)] }]))
    expect(gate(server, agendaDocument, one(letters({ right: first(server) }, 'talo')))).toBe('malformed')
    const goesOn = forged([{ client: 9, clock: 999, structs: [letters({ right: first(server) }, 'talo')] }])
    expect(gate(server, agendaDocument, goesOn)).toBe('malformed')
  })
})

describe('what would wait, or be thrown on halfway', () => {
  const doc = base()
  const right = first(doc)
  test.each<[string, Uint8Array]>([
    ['deleting nothing of nobody', forged([], [{ client: 77, ranges: [[0, 0]] }])],
    ['deleting nothing behind the end', forged([], [{ client: 1, ranges: [[Y.getState(doc.store, 1), 0]] }])],
    ['deleting what nobody knows', forged([], [{ client: 1, ranges: [[0, 100_000]] }])],
    ['nothing at all', forged([])],
    ['a bare length of nothing', one(forge.swept(0))],
    ['deleted letters without length', one(forge.deletedItem({ right }, 0))],
    ['no letters', one(letters({ right }, ''))],
    ['no values', one(forge.values({ parent: idOf(itemsOf(doc).get(id) ?? new Y.Map()), key: 'minutes' }, 0, []))],
    ['a gap', forged([{ client: 9, clock: 1, structs: [letters({ right }, 'x')] }])],
    ['a gap that is called one', forged([{ client: 9, clock: 0, structs: [forge.skip(1), letters({ right }, 'x')] }])],
    ['a clock that ran away', one(forge.swept(2 ** 40))],
    ['a client that cannot be', forged([{ client: 2 ** 40, clock: 0, structs: [letters({ right }, 'x')] }])],
    ['itself', one(letters({ right: [9, 0] }, 'x'))],
    ['its own child', one(forge.shared({ parent: [9, 0] }, 1))],
    ['one that never came', one(letters({ left: [8, 5] }, 'x'))],
    [
      'two that wait for each other',
      forged([
        { client: 8, clock: 0, structs: [letters({ left: [9, 0] }, 'x')] },
        { client: 9, clock: 0, structs: [letters({ left: [8, 0] }, 'x')] },
      ]),
    ],
    ['half an update', Y.encodeStateAsUpdate(doc).slice(0, 50)],
    [
      'values nested without end',
      one(
        forge.values(
          { root: 'items', key: id },
          1,
          Array.from({ length: 30_000 }, (_, i) => [117, 1][i % 2] ?? 0),
        ),
      ),
    ],
  ])('%s', (_name, update) => {
    expect(verdict(update)).toBe('malformed')
  })

  test('two that need each other in turn are taken', () => {
    const update = forged([
      { client: 8, clock: 0, structs: [letters({ right }, 'a'), letters({ left: [9, 0] }, 'c')] },
      { client: 9, clock: 0, structs: [letters({ left: [8, 0] }, 'b')] },
    ])
    expect(verdict(update)).toBeNull()
    Y.applyUpdate(doc, update)
    expect(doc.store.pendingStructs).toBeNull()
    expect(title(doc).toString()).toBe('abcAvaus')
  })
})

describe('what stands nowhere in the schema', () => {
  const doc = base()
  const right = first(doc)
  const parent = idOf(itemsOf(doc).get(id) ?? new Y.Map())
  test.each<[string, forge.Struct]>([
    ['letters beside the items', letters({ root: 'items' }, 'x')],
    ['an item without a key', forge.shared({ root: 'items' }, 1)],
    ['a list', forge.shared({ root: 'items', key: 'kohta00002' }, 0)],
    ['a hook', forge.shared({ parent, key: 'description' }, 5, 'script')],
    ['JSON', forge.json({ parent, key: 'minutes' }, 5)],
    ['bytes', forge.bytesItem({ parent, key: 'minutes' }, [5])],
    ['a document', forge.subdocument({ root: 'items', key: 'kohta00002' })],
    ['two values under one key', forge.values({ parent, key: 'before' }, 2, [120, 120])],
    ['a key of the prototype', forge.values({ parent, key: '__proto__' }, 1, [120])],
    ['a method', forge.values({ parent, key: 'hasOwnProperty' }, 1, [120])],
    ['an attribute of a text', letters({ parent: idOf(title(doc)), key: 'a' }, 'x')],
    ['a mark in a line', forge.format({ right }, 'strong', {})],
    ['an embedded thing in a line', forge.embed({ right }, { a: 1 })],
    ['a root of the prototype', letters({ root: 'constructor' }, 'x')],
    [
      'a flag as an object that inherits',
      forge.values({ parent, key: 'before' }, 1, [118, 1, ...forge.text('__proto__'), 118, 0]),
    ],
  ])('%s', (_name, struct) => {
    expect(verdict(one(struct))).toBe('offSchema')
  })

  test('a nest without end', () => {
    const nest = Array.from({ length: 200 }, (_, depth) =>
      forge.shared(
        depth === 0 ? { parent, key: 'description' } : { parent: [9, depth - 1] },
        depth === 0 ? 4 : 3,
        depth === 0 ? undefined : ['bullet_list', 'list_item'][(depth + 1) % 2],
      ),
    )
    expect(verdict(forged([{ client: 9, clock: 0, structs: nest.slice(0, 12) }]))).toBeNull()
    expect(verdict(forged([{ client: 9, clock: 0, structs: nest }]))).toBe('offSchema')
  })
})

describe('what Yjs would be seconds at', () => {
  /** A title of so many letters, as one piece. */
  const long = (length: number) => {
    const doc = base()
    const copy = new Y.Doc()
    copy.clientID = 5
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    title(copy).insert(0, 'x'.repeat(length))
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))
    return doc
  }

  test('letters that each look for their place among all others', () => {
    const structs = Array.from({ length: 5000 }, (_, at) => letters({ right: [5, at] }, 'y'))
    expect(verdict(forged([{ client: 9, clock: 0, structs }]), long(6000))).toBe('tooLarge')
  })

  test('many tabs at one spot, each behind the last', () => {
    const doc = long(10)
    const sections = Array.from({ length: 2500 }, (_, at) => ({
      client: 100 + at,
      clock: 0,
      structs: [...(at === 0 ? [] : [forge.deletedItem({ left: [99 + at, 0] }, 1)]), letters({ left: [5, 9] }, 'y')],
    }))
    expect(verdict(forged(sections), doc)).toBe('tooLarge')
  })

  test('holes, each of them cut anew', () => {
    const ranges = Array.from({ length: 15_000 }, (_, at): [number, number] => [29_999 - 2 * at, 1])
    expect(verdict(forged([], [{ client: 5, ranges }]), long(30_000))).toBe('tooLarge')
  })

  test('thousands of structs of a few bytes', () => {
    const structs = Array.from({ length: 12_000 }, (_, at) =>
      at === 0 ? letters({ left: [5, 9] }, 'y') : letters({ left: [9, at - 1] }, 'y'),
    )
    expect(verdict(forged([{ client: 9, clock: 0, structs }]), long(10))).toBe('tooLarge')
  })

  test('what people do is not: prepending, typing at one spot, a whole agenda given back', () => {
    const server = new Y.Doc()
    const tabs = Array.from({ length: 6 }, () => new Y.Doc())
    addItem(tabs[0] ?? server, id, {}, null)
    for (let round = 0; round < 24; round += 1) {
      for (const tab of tabs) {
        for (let letter = 0; letter < 4; letter += 1)
          title(tab).insert(round % 2 === 0 ? 0 : title(tab).length >> 1, 'ab')
        if (round % 5 === 0) title(tab).delete(0, 3)
        addItem(tab, `kohta${String(tab.clientID)}`.slice(0, 12) + String(round), { title: 'x' }, id)
        moveItem(tab, id, null)
        if (round % 12 === 11) removeItem(tab, `kohta${String(tab.clientID)}`.slice(0, 12) + String(round - 1))
      }
      for (const tab of tabs)
        for (const other of tabs) Y.applyUpdate(other, Y.encodeStateAsUpdate(tab, Y.encodeStateVector(other)))
    }
    const whole = Y.encodeStateAsUpdate(tabs[0] ?? server)
    expect(gate(server, agendaDocument, whole)).toBeNull()
    Y.applyUpdate(server, whole)
    expect(gate(server, agendaDocument, whole)).toBeNull()
  })
})

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

test('the sample agenda passes', () => {
  expect(gate(new Y.Doc(), agendaDocument, agendaUpdate([{ ...emptyItem, id, title: 'Avaus' }]))).toBeNull()
})
