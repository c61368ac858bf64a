import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { trial } from './hostile.ts'

// The room behind a gate that looks at the shapes no more, nor at whether Yjs can take all of it.
vi.mock('#server/live/gate.ts', async (original) => {
  const real: typeof import('#server/live/gate.ts') = await original()
  const weak: typeof real.gate = (doc, definition, update, most) => {
    if (most === Infinity) return real.gate(doc, definition, update, most)
    try {
      Y.decodeUpdate(update)
      return null
    } catch {
      return 'malformed'
    }
  }
  return { ...real, gate: weak }
})

test('it can fail: behind a gate that only decodes, documents break and leave the schema', async () => {
  const { broken } = await trial(['--n', '400', '--seed', '5'])
  expect(broken.join('\n')).toMatch(/documents broke in memory/)
  expect(broken.join('\n')).toMatch(/differ from the disk or the schema/)
})
