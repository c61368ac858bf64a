import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { agendaUpdate, changeItem, descriptionOf, readItems, removeItem, textOf } from '#app/features/agenda/live.ts'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { markdownOf, richTextOfMarkdown } from '#app/lib/markdown.ts'
import { typedOf, type Typed } from './forms.ts'
import { addAsTyped, changeAsTyped, moveBy } from './live.ts'

const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({ ...emptyItem, id, title: id, ...more })

/** A form that was opened when the item was `was`, and is sent when others have done `meanwhile`. */
function sent(was: Partial<AgendaItem>, typed: Partial<Typed>, meanwhile: (doc: Y.Doc) => void = () => undefined) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, agendaUpdate([item('kohta1', was)]))
  const base = typedOf(item('kohta1', was))
  meanwhile(doc)
  const became = changeAsTyped(doc, 'kohta1', base, { ...base, ...typed })
  return { became, item: readItems(doc)[0] }
}

describe('a form that is sent', () => {
  test('two people who edit the same title apart both keep their words', () => {
    const { item: now } = sent({ title: 'Tauko' }, { title: 'Pitkä tauko'.replace('tauko', 'Tauko') }, (doc) => {
      textOf(doc, 'kohta1', 'title')?.insert(5, ' ja kahvit')
    })
    expect(now?.title).toBe('Pitkä Tauko ja kahvit')
  })

  test('only what was changed is changed: what others set stays', () => {
    const { became, item: now } = sent({ minutes: 10, kind: 'talk' }, { kind: 'break' }, (doc) => {
      changeItem(doc, 'kohta1', { minutes: 25, state: 'idea' })
    })
    expect(now).toMatchObject({ minutes: 25, state: 'idea', kind: 'break' })
    expect(became).toBe('done')
  })

  test('a description that both changed holds both, and that is told', () => {
    const description = richTextOfMarkdown('Ensin kahvit.\n\nSitten työ.')
    const { became, item: now } = sent({ description }, { description: 'Ensin lounas.\n\nSitten työ.' }, (doc) => {
      const fragment = descriptionOf(doc, 'kohta1')
      const words = (fragment?.get(0) as Y.XmlElement).get(0) as Y.XmlText
      words.delete(6, 6)
      words.insert(6, 'tee')
    })
    expect(markdownOf(now?.description ?? [])).toBe('Ensin tee.\n\nEnsin lounas.\n\nSitten työ.')
    expect(became).toBe('both')
  })

  test('nothing is written when nothing was changed', () => {
    const doc = new Y.Doc()
    const was = item('kohta1', { description: richTextOfMarkdown('- a\n- b\n\n**c**'), presenter: 'Ritva' })
    Y.applyUpdate(doc, agendaUpdate([was]))
    let updates = 0
    doc.on('update', () => (updates += 1))
    expect(changeAsTyped(doc, 'kohta1', typedOf(was), typedOf(was))).toBe('done')
    expect(updates).toBe(0)
  })

  test('an item that was removed meanwhile is told to be gone', () => {
    expect(sent({}, { title: 'x' }, (doc) => removeItem(doc, 'kohta1')).became).toBe('gone')
  })

  test('a new item that is sent twice is there once', () => {
    const doc = new Y.Doc()
    for (let times = 0; times < 2; times += 1) addAsTyped(doc, 'kohta9', { ...typedOf(emptyItem), title: 'Uusi' }, null)
    expect(readItems(doc).map(({ title }) => title)).toEqual(['Uusi'])
  })
})

test('an item moves among those beside it, and stays at the end of its way', () => {
  const doc = new Y.Doc()
  const inside = { within: 'kohta2' }
  const line = [item('kohta0', { before: true }), item('kohta1'), item('kohta2')]
  Y.applyUpdate(doc, agendaUpdate([...line, item('taulu1', inside), item('taulu2', inside), item('kohta3')]))
  const order = () =>
    readItems(doc)
      .map(({ id }) => id.replace(/[a-z]+/, (word) => word.charAt(0)))
      .join(' ')
  const moves: [Parameters<typeof moveBy>[1], Parameters<typeof moveBy>[2], string][] = [
    ['kohta1', 'up', 'k0 k1 k2 t1 t2 k3'],
    ['kohta1', 'down', 'k0 k2 t1 t2 k1 k3'],
    ['kohta3', 'top', 'k0 k3 k2 t1 t2 k1'],
    ['kohta3', 'end', 'k0 k2 t1 t2 k1 k3'],
    ['kohta3', 'down', 'k0 k2 t1 t2 k1 k3'],
    ['kohta3', 'up', 'k0 k2 t1 t2 k3 k1'],
    ['taulu2', 'up', 'k0 k2 t2 t1 k3 k1'],
    ['taulu2', 'end', 'k0 k2 t1 t2 k3 k1'],
    ['kohta0', 'down', 'k0 k2 t1 t2 k3 k1'],
  ]
  for (const [id, step, wanted] of moves) {
    moveBy(doc, id, step)
    expect(order(), `${id} ${step}`).toBe(wanted)
  }
})
