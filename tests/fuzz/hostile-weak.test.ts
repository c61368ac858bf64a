import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { trial } from './hostile.ts'

// The room behind a gate that lets in whatever can be decoded and has the right shapes, whether Yjs can take all of it or not.
vi.mock('#server/live/gate.ts', async (original) => {
  const real: typeof import('#server/live/gate.ts') = await original()
  const weak: typeof real.gate = (doc, definition, update, most) => {
    const verdict = real.gate(doc, definition, update, most)
    try {
      if (verdict !== 'malformed' || most === Infinity) return verdict
      Y.decodeUpdate(update)
      return null
    } catch {
      return verdict
    }
  }
  return { ...real, gate: weak }
})

test('it can fail: behind a gate that only decodes, documents break and cannot be read', async () => {
  const { broken } = await trial(['--n', '300', '--seed', '5'])
  expect(broken.join('\n')).toMatch(/documents broke in memory.*could not be read/s)
})
