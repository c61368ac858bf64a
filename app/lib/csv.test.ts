import { expect, test } from 'vitest'
import { csv } from './csv.ts'

const one = (cell: string | number | null) => csv([[cell]]).slice(1, -2)

test('no cell is taken for a formula, however it begins', () => {
  for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '|calc', '\n=1'])
    expect(one(evil).replace(/^"/, '')).toMatch(/^'/)
  expect(one('Kylä – yhdistys')).toBe('Kylä – yhdistys')
  expect(one('a=b')).toBe('a=b')
})

test('quotes, semicolons and line breaks stay in their cell', () => {
  expect(one('sanoi "hei"; ja lähti')).toBe('"sanoi ""hei""; ja lähti"')
  expect(one('rivi\nrivi')).toBe('"rivi\nrivi"')
  expect(one(' väli ')).toBe('" väli "')
  expect(csv([['a', 2, null], ['b']])).toBe('\uFEFFa;2;\r\nb\r\n')
})
