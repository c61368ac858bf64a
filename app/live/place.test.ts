import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { caretIn, readPlace, writePlace } from './place.ts'

function textOf(letters: string) {
  const doc = new Y.Doc()
  const text = doc.getText('x')
  text.insert(0, letters)
  return text
}

test('a caret travels and stays at its letter while others type before it', () => {
  const text = textOf('Avaus')
  const head = Y.createRelativePositionFromTypeIndex(text, 3)
  const place = readPlace(writePlace({ thing: 'kohta00001', field: 'title', head }))
  expect(place).toMatchObject({ thing: 'kohta00001', field: 'title' })
  expect(caretIn(text, place)).toBe(3)
  text.insert(0, 'Uusi ')
  expect(caretIn(text, place)).toBe(8)
})

test('a place without a caret, and what is no place at all', () => {
  expect(readPlace(writePlace({ thing: 'kohta00001', field: null, head: null }))).toEqual({
    thing: 'kohta00001',
    field: null,
    head: null,
  })
  expect(readPlace(null)).toBeNull()
  expect(readPlace('')).toBeNull()
  expect(readPlace('kohta00001 title !!!')?.head).toBeNull()
  expect(caretIn(textOf('x'), readPlace('kohta00001 title'))).toBeNull()
})

test('a caret in another text is none in this one', () => {
  const text = textOf('Avaus')
  const other = new Y.Doc().getText('y')
  other.insert(0, 'Muu')
  const head = Y.createRelativePositionFromTypeIndex(other, 1)
  expect(caretIn(text, { thing: 'a', field: 'title', head })).toBeNull()
})
