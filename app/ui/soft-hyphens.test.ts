import { expect, test } from 'vitest'
import { softHyphens } from './soft-hyphens.ts'

const seen = (text: string) => softHyphens(text).replaceAll('\u00AD', '|')

test('known compounds break at their joints, in any case and ending', () => {
  expect(seen('Kevään järjestöfoorumi')).toBe('Kevään järjestö|foorumi')
  expect(seen('Järjestöfoorumin ohjelma')).toBe('Järjestö|foorumin ohjelma')
  expect(seen('Vanhusneuvoston ja vammaisneuvoston kuuleminen')).toBe(
    'Vanhus|neuvoston ja vammais|neuvoston kuuleminen',
  )
})

test('the longer compound wins over the one inside it', () => {
  expect(seen('Talousarviokeskustelu')).toBe('Talous|arvio|keskustelu')
  expect(seen('Järjestöyhdyshenkilöt')).toBe('Järjestö|yhdys|henkilöt')
})

test('other words stay as they were', () => {
  expect(softHyphens('Avaus ja kahvit')).toBe('Avaus ja kahvit')
})
