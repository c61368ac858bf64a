import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { markdownOf, richTextOfMarkdown } from '#app/lib/markdown.ts'
import { plainText, richTextOf } from '#app/lib/rich-text.ts'
import { mergeRichText } from './merge-rich-text.ts'
import { fragmentOf, readRichText } from './rich-text.ts'
import { mergeText, wordsIn } from './three-way.ts'

function merged(base: string, mine: string, theirs: string) {
  const text = new Y.Doc().getText('title')
  text.insert(0, theirs)
  const contested = mergeText(text, base, mine)
  return { text: text.toString(), contested }
}

function mergedRich(base: string, mine: string, theirs: string) {
  const doc = new Y.Doc()
  const items = doc.getMap<Y.XmlFragment>('items')
  items.set('a', fragmentOf(richTextOfMarkdown(theirs)))
  const fragment = items.get('a')
  if (!fragment) throw new Error('nothing was set')
  let contested = false
  doc.transact(() => (contested = mergeRichText(fragment, richTextOfMarkdown(base), richTextOfMarkdown(mine))))
  return { text: markdownOf(readRichText(fragment)), contested, fragment }
}

describe('a line of text', () => {
  test.each([
    ['Avaus', 'Foorumin avaus', 'Avaus', 'Foorumin avaus', false],
    ['Avaus', 'Avaus', 'Avaus ja kahvi', 'Avaus ja kahvi', false],
    ['Tauko ja kahvi', 'Pitkä tauko ja kahvi', 'Tauko ja kahvi pihalla', 'Pitkä tauko ja kahvi pihalla', false],
    ['Avaus', 'Avaus ja tee', 'Avaus ja kahvi', 'Avaus ja kahvi ja tee', true],
    ['Avaus', 'Tervetuloa', 'Alku', 'Alku Tervetuloa', true],
    ['Avuas', 'Avaus', 'Avaus', 'Avaus', false],
    ['Avaus ja kahvi', 'Avaus', 'Avaus ja tee', 'Avaus ja tee', true],
    ['a b c', 'a x', 'a b! c', 'a b! c x', true],
    ['', 'Kunnanjohtaja', '', 'Kunnanjohtaja', false],
    ['Pekka', '', 'Pekka', '', false],
  ])('%s -> mine %s, theirs %s', (base, mine, theirs, text, contested) => {
    expect(merged(base, mine, theirs)).toEqual({ text, contested })
  })

  test('no word that anybody wrote is lost or doubled, and where no two meet each has their way (3,000 seeds)', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const pick = chance(seed)
      const base = Array.from({ length: pick(8) }, (_none, at) => `b${String(at)}`)
      const mine = edited(base, 'm', pick)
      const theirs = edited(base, 't', pick)
      const { text, contested } = merged(base.join(' '), mine.join(' '), theirs.join(' '))
      const words = wordsIn(text).filter((word) => word.trim() !== '')
      expectBoth(words, { base, mine, theirs, contested }, `seed ${String(seed)}: ${text}`)
    }
  })
})

describe('a rich text', () => {
  test('two blocks changed by two people both stand changed, without a word about it', () => {
    const { text, contested } = mergedRich(
      'yksi\n\nkaksi\n\nkolme',
      'yksi!\n\nkaksi\n\nkolme',
      'yksi\n\nkaksi\n\nkolme ja neljä',
    )
    expect(text).toBe('yksi!\n\nkaksi\n\nkolme ja neljä')
    expect(contested).toBe(false)
  })

  test('one block changed by both in the same words: theirs stays, mine stands behind it, and that is told', () => {
    const { text, contested } = mergedRich('Avaus\n\nLoppu', 'Avaus kello viisi\n\nLoppu', 'Avaus klo 17\n\nLoppu')
    expect(text).toBe('Avaus klo 17\n\nAvaus kello viisi\n\nLoppu')
    expect(contested).toBe(true)
  })

  test('one block changed by both in other words holds what both wrote', () => {
    expect(
      mergedRich('Tuo oma laite', 'Tuo oma laite mukaan', 'Muista: tuo oma laite'.replace('tuo', 'Tuo')),
    ).toMatchObject({
      text: 'Muista: Tuo oma laite mukaan',
      contested: false,
    })
  })

  test('an item of a list changes inside its list, while others add one', () => {
    const { text, contested } = mergedRich('- sali\n- keittiö', '- iso sali\n- keittiö', '- sali\n- keittiö\n- eteinen')
    expect(text).toBe('- iso sali\n- keittiö\n- eteinen')
    expect(contested).toBe(false)
  })

  test('marks change where they are, and what is typed into the block at that moment stays', () => {
    const { fragment } = mergedRich('Muista ilmoittautua', 'Muista **ilmoittautua**', 'Muista ilmoittautua')
    expect(readRichText(fragment)).toEqual([
      { kind: 'paragraph', spans: [{ text: 'Muista ' }, { text: 'ilmoittautua', strong: true }] },
    ])
    const doc = new Y.Doc()
    doc.getMap('items').set('a', fragmentOf(richTextOf('Tuo laite')))
    const away = new Y.Doc()
    Y.applyUpdate(away, Y.encodeStateAsUpdate(doc))
    const theirs = away.getMap('items').get('a') as Y.XmlFragment
    ;((theirs.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Muista: ')
    mergeRichText(
      doc.getMap('items').get('a') as Y.XmlFragment,
      richTextOf('Tuo laite'),
      richTextOf('Tuo laite mukaan'),
    )
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(away))
    expect(plainText(readRichText(doc.getMap('items').get('a')))).toBe('Muista: Tuo laite mukaan')
  })

  test('no paragraph that anybody wrote is lost (3,000 seeds)', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const pick = chance(seed)
      const base = Array.from({ length: pick(6) }, (_none, at) => `b${String(at)}`)
      const mine = edited(base, 'm', pick)
      const theirs = edited(base, 't', pick)
      const { text, contested } = mergedRich(base.join('\n'), mine.join('\n'), theirs.join('\n'))
      const blocks = text.split('\n\n').filter((block) => block !== '')
      expectBoth(blocks, { base, mine, theirs, contested }, `seed ${String(seed)}: ${text}`)
    }
  })

  test('whatever two people do to lists, marks and headings, every word that either wrote is there (2,000 seeds)', () => {
    const shapes = ['', '- ', '1. ', '## ', '  - ', '**']
    for (let seed = 1; seed <= 2000; seed += 1) {
      const pick = chance(seed)
      const line = (word: string) => {
        const shape = shapes[pick(shapes.length)] ?? ''
        return shape === '**' ? `**${word}**` : shape + word
      }
      const base = Array.from({ length: pick(7) }, (_none, at) => line(`b${String(at)}`))
      const mine = edited(base, 'm', pick).map((each) => (/[mt]\d/.test(each) ? line(each) : each))
      const theirs = edited(base, 't', pick).map((each) => (/[mt]\d/.test(each) ? line(each) : each))
      const result = mergedRich(base.join('\n'), mine.join('\n'), theirs.join('\n')).text
      for (const [, word] of [...mine, ...theirs].join('\n').matchAll(/\b([mt]\d+)\b/g)) {
        expect(result, `seed ${String(seed)}: ${base.join('|')} / ${mine.join('|')} / ${theirs.join('|')}`).toContain(
          word,
        )
      }
    }
  })
})

type Edits = { base: string[]; mine: string[]; theirs: string[]; contested: boolean }

/** All that either wrote and neither took out, once; what only one took out may stay where the two met. */
function expectBoth(found: string[], { base, mine, theirs, contested }: Edits, where: string) {
  const wanted = [
    ...base.filter((word) => mine.includes(word) && theirs.includes(word)),
    ...mine.filter((word) => !base.includes(word)),
    ...theirs.filter((word) => !base.includes(word)),
  ]
  const kept = base.filter((word) => theirs.includes(word) && !mine.includes(word))
  const more = found.filter((word) => !wanted.includes(word))
  expect(found.filter((word) => wanted.includes(word)).sort(), where).toEqual(wanted.sort())
  expect(
    more.filter((word) => !contested || !kept.includes(word)),
    where,
  ).toEqual([])
  expect(new Set(found).size, where).toBe(found.length)
}

/** Some words taken out, put in or replaced; new ones are called by `who`. */
function edited(base: string[], who: string, pick: (below: number) => number): string[] {
  let made = 0
  const fresh = () => `${who}${String((made += 1))}`
  const some = () => (pick(5) === 0 ? [fresh()] : [])
  return [
    ...base.flatMap((word) => {
      const what = pick(6)
      return [...some(), ...(what === 0 ? [] : what === 1 ? [fresh()] : [word])]
    }),
    ...some(),
  ]
}

/** A small generator with a seed: the same edits at each run (mulberry32). */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
