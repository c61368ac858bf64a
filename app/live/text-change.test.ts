import { describe, expect, test } from 'vitest'
import { changeBetween, moved } from './text-change.ts'

describe('what was typed', () => {
  test('between equal letters the caret says which one is new', () => {
    expect(changeBetween('aa', 'aaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' })
    expect(changeBetween('aa', 'aaa', 3)).toEqual({ index: 2, remove: 0, insert: 'a' })
  })
  test('a replaced word is one change', () => {
    expect(changeBetween('kahvi ja pulla', 'kahvi ja leipä', 14)).toEqual({ index: 9, remove: 5, insert: 'leipä' })
  })
  test('a letter of two units is never halved', () => {
    const change = changeBetween('😀', '😁', 2)
    expect(change).toEqual({ index: 0, remove: 2, insert: '😁' })
  })
  test('nothing changed is no change', () => {
    expect(changeBetween('sama', 'sama', 2)).toBeNull()
  })
})

describe("the caret under others' edits", () => {
  test('stays at its letter when text comes or goes before it', () => {
    expect(moved(5, [{ insert: 'uusi ' }])).toBe(10)
    expect(moved(5, [{ retain: 1 }, { delete: 2 }])).toBe(3)
  })
  test('does not move for what happens at it or behind it', () => {
    expect(moved(5, [{ retain: 5 }, { insert: 'x' }])).toBe(5)
    expect(moved(5, [{ retain: 6 }, { delete: 3 }])).toBe(5)
  })
  test('stands at the cut when its surroundings are deleted', () => {
    expect(moved(5, [{ retain: 3 }, { delete: 10 }])).toBe(3)
  })
})
