import { parseWithZod } from '@conform-to/zod/v4'
import { expect, test } from 'vitest'
import { liaisonForm, organiserForm } from './forms.ts'

/** Stands for the page's words: each error as its code in brackets, which no words of a library are. */
const say = (error: string) => `[${error}]`
const organiser = { kind: 'municipality', nameFi: 'Laukaan kunta', nameSv: '', id: 'laukaa', languages: 'fi' }
const liaison = { organiserId: 'laukaa', name: 'Maija Lehto', email: 'maija@laukaa.fi', title: '', language: 'fi' }

function sent(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  return form
}

const added = (given: Record<string, string | string[]>) =>
  parseWithZod(sent({ ...organiser, ...given }), { schema: organiserForm(say) }).reply()
const named = (given: Record<string, string | string[]>) =>
  parseWithZod(sent({ ...liaison, ...given }), { schema: liaisonForm(say) }).reply()

test('whole forms are taken, without the spaces around a name', () => {
  const form = parseWithZod(sent({ ...liaison, name: '  Maija Lehto ' }), { schema: liaisonForm(say) })
  expect(form.status === 'success' && form.value.name).toBe('Maija Lehto')
  expect(added({}).error).toBeUndefined()
  expect(added({ nameFi: `  ${'a'.repeat(200)}  ` }).error).toBeUndefined()
})

const long = 'a'.repeat(201)

test.each([
  ['a name of spaces', named, { name: '   ' }, { name: ['[personNameMissing]'] }],
  ['a name that is too long', named, { name: long }, { name: ['[nameLong]'] }],
  ['a title that is too long', named, { title: long }, { title: ['[titleLong]'] }],
  ['an organiser without a name', added, { nameFi: '  ' }, { nameFi: ['[nameMissing]'] }],
  ['an organiser’s name that is too long', added, { nameFi: long }, { nameFi: ['[nameLong]'] }],
  ['its Swedish name too long', added, { nameSv: long }, { nameSv: ['[nameLong]'] }],
])('%s is told in words of ours, and what was typed is kept', (_what, reply, given, error) => {
  expect(reply(given)).toMatchObject({ error, initialValue: given })
})

test('whatever a field is sent as, nobody reads the library’s own English', () => {
  for (const [fields, reply] of [
    [organiser, added],
    [liaison, named],
  ] as const) {
    for (const field of Object.keys(fields)) {
      for (const value of [[], [' '], ['a', 'b'], ['x'.repeat(9000)], ['\u0000']]) {
        for (const text of Object.values(reply({ [field]: value }).error ?? {}).flat()) {
          expect(text, field).toMatch(/^\[\w+\]$/)
        }
      }
    }
  }
})
