import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem } from '#app/features/agenda/live.ts'
import { judge, openLedger, tokensOf } from './ledger.ts'

function agendaOf(...titles: string[]): Y.Doc {
  const doc = new Y.Doc()
  for (const [index, title] of titles.entries()) {
    const draft = { title, presenter: '', kind: 'talk' as const, minutes: 5, before: false }
    addItem(doc, `kohta${String(index).padStart(5, '0')}`, draft, null)
  }
  return doc
}

test('what is missing, twice there, or torn apart is told, over all items and documents', () => {
  const found = [agendaOf('[1][2]', '[3]'), agendaOf('[2][4', '5]')]
  expect(judge(['[1]', '[2]', '[3]', '[6]'], found)).toEqual({ lost: ['[6]'], doubled: ['[2]'], garbled: ['[4', '5]'] })
  expect(judge(['[1]'], [agendaOf('[1]', '[7]')])).toEqual({ lost: [], doubled: [], garbled: [] })
})

test('the tokens of an update are those that were typed into it', () => {
  expect(tokensOf(Y.encodeStateAsUpdate(agendaOf('[1][2]', '[30]')))).toEqual(['[1]', '[2]', '[30]'])
})

test('what was not saved is forgiven to those who lost it, what was saved never', () => {
  const ledger = openLedger()
  const [saved, unsaved, kept] = [ledger.next(), ledger.next(), ledger.next()]
  ledger.saved([saved])
  ledger.forgive([saved, unsaved])
  expect(ledger.expect('acknowledged')).toEqual([saved])
  expect(ledger.expect('owed')).toEqual([saved, kept])
})
