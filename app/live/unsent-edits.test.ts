import { afterEach, expect, test, vi } from 'vitest'
import { openUnsentEdits } from './unsent-edits.ts'

afterEach(() => vi.unstubAllGlobals())

type Row = { document: string; update: Uint8Array }

/** As much of IndexedDB as is used, with a disk that fills up and a connection that breaks. */
function storage() {
  const rows = new Map<number, Row>()
  const trouble = { full: false, cut: false }
  const answer = (result: unknown, error: Error | null = null) => {
    const request = { result, error, onsuccess: () => undefined, onerror: () => undefined }
    queueMicrotask(() => (error ? request.onerror() : request.onsuccess()))
    return request
  }
  let next = 1
  const store = {
    add(row: Row) {
      if (trouble.full) return answer(undefined, new Error('QuotaExceededError'))
      rows.set(next, row)
      return answer(next++)
    },
    getAllKeys: () => answer([...rows.keys()]),
    getAll: () => answer([...rows.values()]),
    delete: (key: number) => answer(rows.delete(key)),
  }
  const transaction = () => {
    if (trouble.cut) throw new Error('InvalidStateError')
    return { objectStore: () => store }
  }
  vi.stubGlobal('indexedDB', { open: () => answer({ transaction, close: () => undefined }) })
  return { rows, trouble }
}

const bytes = (...given: number[]) => Uint8Array.from(given)
const document = 'agenda/kokeilu'

test('what the storage does not take is kept as long as the tab, beside what it took', async () => {
  const { rows, trouble } = storage()
  const unsent = await openUnsentEdits('ritva')
  const first = await unsent.add(document, bytes(1))
  trouble.full = true
  const second = await unsent.add(document, bytes(2))
  await unsent.add('agenda/toinen', bytes(3))
  expect(await unsent.of(document)).toEqual([
    { key: first, update: bytes(1) },
    { key: second, update: bytes(2) },
  ])
  await unsent.remove([second])
  expect(await unsent.of(document)).toEqual([{ key: first, update: bytes(1) }])
  await unsent.remove([first])
  expect(await unsent.of(document)).toEqual([])
  expect(rows.size).toBe(0)
})

test('a connection to the storage that breaks is no trouble to anybody, and what is there stays', async () => {
  const { rows, trouble } = storage()
  const unsent = await openUnsentEdits('ritva')
  const first = await unsent.add(document, bytes(1))
  trouble.cut = true
  const second = await unsent.add(document, bytes(2))
  expect(await unsent.of(document)).toEqual([{ key: second, update: bytes(2) }])
  await unsent.remove([first, second])
  expect(await unsent.of(document)).toEqual([])
  expect([...rows.values()]).toEqual([{ document, update: bytes(1) }])
})
