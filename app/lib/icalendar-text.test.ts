import { describe, expect, it } from 'vitest'
import { cleanText, escapeText, foldLine } from './icalendar-text.ts'

/** Pseudo-random numbers of a seed (mulberry32): the same text in every run. */
function chance(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pieces = [
  'a',
  'ä',
  '漢',
  '😀',
  '👨‍👩‍👧‍👦',
  'e\u0301',
  '\\n',
  '\\\\',
  '\\,',
  ' ',
  '\t',
  '👍🏽',
  '\u0301'.repeat(40),
  'x'.repeat(30),
]
const octets = (text: string) => new TextEncoder().encode(text).length

describe('folding', () => {
  it('leaves no line over 75 octets, cuts no character, and loses nothing', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const next = chance(seed)
      let line = 'SUMMARY:'
      for (let length = Math.floor(next() * 120); length > 0; length -= 1) {
        line += pieces[Math.floor(next() * pieces.length)] ?? ''
      }
      const folded = foldLine(line)
      const lines = folded.split('\r\n')
      for (const each of lines) {
        expect(octets(each)).toBeLessThanOrEqual(75)
        // A cut surrogate pair would not survive its way through UTF-8.
        expect(new TextDecoder().decode(new TextEncoder().encode(each))).toBe(each)
      }
      expect(lines.slice(1).every((each) => each.startsWith(' ') && each.length > 1)).toBe(true)
      expect(folded.replaceAll('\r\n ', '')).toBe(line)
    }
  })

  it('leaves a line of exactly 75 octets whole and folds the next', () => {
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75))
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`)
    expect(foldLine('ä'.repeat(38))).toBe(`${'ä'.repeat(37)}\r\n ä`)
  })

  it('keeps together what a reader sees as one sign', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(foldLine('a'.repeat(70) + family)).toBe(`${'a'.repeat(70)}\r\n ${family}`)
    expect(foldLine(`${'a'.repeat(74)}\\nb`)).toBe(`${'a'.repeat(74)}\r\n \\nb`)
  })

  it('takes a time that grows with the length only', () => {
    expect(foldLine('ä'.repeat(500_000)).length).toBeGreaterThan(500_000)
  })
})

describe('cleaning and escaping', () => {
  it('turns every kind of line end into one, and drops controls but not tabs', () => {
    expect(cleanText('a\r\nb\rc\u0085d\u2028e\u2029f\u0000\u0007\u001b\u007f\tg')).toBe('a\nb\nc\nd\ne\nf\tg')
  })

  it('mends half a character', () => {
    expect(cleanText('a\ud83d')).toBe('a\ufffd')
    expect(cleanText('😀')).toBe('😀')
  })

  it('escapes what has a meaning, once', () => {
    expect(escapeText('a\\n, b; "c"\nd')).toBe('a\\\\n\\, b\\; "c"\\nd')
  })
})
