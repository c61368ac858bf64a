import { expect, test } from 'vitest'
import { textsIn, troublesOf } from './forms.ts'
import { emptyVersion, filled, gapsOf, placeholderTrouble, versionFor, type PlaceholderFacts } from './rules.ts'

const facts: PlaceholderFacts = {
  event: 'Foorumi',
  day: 'ti 20.4.',
  time: '17.00',
  place: 'Sali',
  organiser: 'Laukaa',
  recipient: 'Ahjo ry',
  answerBy: 'ti 13.4. klo 16.00',
}
const written = { ...emptyVersion, subject: 'Kutsu', body: 'Tervetuloa.', summary: 'Tule.' }

test.each([
  ['Hei {{vastaanottaja}}, {{ Päivä }} klo {{AIKA}}', 'Hei Ahjo ry, ti 20.4. klo 17.00'],
  ['{{mottagare}} {{answer-by}}', 'Ahjo ry ti 13.4. klo 16.00'],
  // Typed on a Mac, where ä can be two signs.
  ['{{pa\u0308iva\u0308}}', 'ti 20.4.'],
])('%s is filled in, whatever its language and capitals', (text, said) => {
  expect(placeholderTrouble(text)).toBeNull()
  expect(filled(text, facts)).toBe(said)
})

test('what a fact holds is text and is not filled in again', () => {
  expect(filled('{{vastaanottaja}}', { ...facts, recipient: '{{aika}}' })).toBe('{{aika}}')
})

test.each([
  ['Hei {{vastanottaja}}', { trouble: 'unknown', near: '{{vastanottaja}}' }],
  ['Hei {{}}', { trouble: 'unknown', near: '{{}}' }],
  ['Tule {{päivä}', { trouble: 'broken', near: 'Tule {{päivä}' }],
  ['Tule päivä}} klo', { trouble: 'broken', near: 'Tule päivä}} klo' }],
  ['Tule {päivä} mukaan', { trouble: 'broken', near: '{päivä}' }],
])('%s is told', (text, trouble) => {
  expect(placeholderTrouble(text)).toEqual(trouble)
})

test.each(['Hinta {0 €}', 'Luokka {a}', 'if (x) { y }'])('%s is no placeholder and no trouble', (text) => {
  expect(placeholderTrouble(text)).toBeNull()
})

test('a missing language and a missing summary are named with how many read them', () => {
  const letters = { fi: 10, sv: 3, en: 0 }
  expect(gapsOf({ fi: written, sv: written, en: { ...written, summary: '' } }, letters)).toEqual([])
  expect(gapsOf({ fi: { ...written, summary: ' ' } }, letters)).toEqual([
    { missing: 'version', language: 'sv', count: 3, instead: 'fi' },
    { missing: 'summary', language: 'fi', count: 13 },
  ])
  expect(versionFor({ sv: written, fi: { ...written, body: ' ' } }, 'en')?.language).toBe('sv')
})

test('a form becomes a letter: one kind of line break, no mark of a link, and what is wrong in it by field', () => {
  const form = new FormData()
  form.append('fi.subject', ' Kutsu\r\nkaikille \u001akutsu-link:abc')
  form.append('fi.body', 'Rivi\r\ntoinen')
  form.append('sv.body', '')
  const texts = textsIn(form)
  expect(texts.fi).toMatchObject({ subject: 'Kutsu kaikille kutsu-link:abc', body: 'Rivi\ntoinen', summary: '' })
  expect(texts.en).toBeUndefined()
  expect(troublesOf(texts)).toEqual({})
  expect(troublesOf({ fi: emptyVersion })).toEqual({ 'fi.body': { trouble: 'bodyMissing' } })
  expect(troublesOf({ fi: { ...written, subject: '' } })).toEqual({ 'fi.subject': { trouble: 'subjectMissing' } })
  expect(troublesOf({ fi: { ...written, body: 'x'.repeat(5001) } })).toEqual({
    'fi.body': { trouble: 'long', most: 5000 },
  })
})
