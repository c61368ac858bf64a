import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem, readItems } from '#app/features/agenda/live.ts'
import { totalMinutes } from '#app/features/agenda/rules.ts'
import { languages } from '#app/lib/languages.ts'
import { startFrom } from './live.ts'
import { starterItems } from './queries.server.ts'
import { fitted, starterNames } from './rules.ts'

/** What each set is made for, in minutes. */
const made = { evening: 180, hybridDay: 390, hearing: 120, workshop: 180, springForum: 180, countyForum: 390 }

describe.each(starterNames)('the set %s', (name) => {
  test.each(languages)('has words for every item in %s, and fills its time', (language) => {
    const items = starterItems(name, language)
    expect(items.filter(({ title }) => title === '')).toEqual([])
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(totalMinutes(items)).toBe(made[name])
  })

  test.each([120, 150, 180, 210, 390, 420])(
    'is fitted to %i minutes, in steps of five, as far as makes sense',
    (reserved) => {
      const items = fitted(starterItems(name, 'fi'), reserved)
      const wanted = Math.min(made[name] * 1.25, Math.max(made[name] * 0.5, reserved))
      expect(Math.abs(totalMinutes(items) - wanted)).toBeLessThan(5)
      expect(items.filter(({ minutes }) => minutes < 5 || minutes % 5 !== 0)).toEqual([])
    },
  )
})

describe('starting', () => {
  const items = starterItems('evening', 'fi')
  const titles = (doc: Y.Doc) => readItems(doc).map(({ title }) => title)
  const wanted = items.map(({ title }) => title)

  test('puts the items in, tables into the item that holds them', () => {
    const doc = new Y.Doc()
    expect(startFrom(doc, items, 'onlyEmpty')).toBe(true)
    expect(titles(doc)).toEqual(wanted)
    const holder = readItems(doc).find(({ title }) => title.startsWith('Pöydät'))
    expect(readItems(doc).filter(({ within }) => within === holder?.id)).toHaveLength(4)
  })

  test('two who start at once get it once; one who says so gets it behind or instead of what is there', () => {
    const doc = new Y.Doc()
    addItem(doc, 'kohta1', { title: 'Oma kohta' }, null)
    expect(startFrom(doc, items, 'onlyEmpty')).toBe(false)
    expect(titles(doc)).toEqual(['Oma kohta'])
    startFrom(doc, items, 'append')
    expect(titles(doc).filter((title) => title !== 'Oma kohta')).toEqual(wanted)
    startFrom(doc, items, 'replace')
    expect(titles(doc)).toEqual(wanted)
  })
})
