import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Person } from '#app/features/people/rules.ts'
import type { Connection } from './connection.ts'
import { openRightsWatch } from './rights.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('rights are asked for when something changed, once a person however many tabs, and otherwise hardly ever', async () => {
  let revision = 1
  const asked = { personIn: vi.fn<(id: string) => void>(), accessOf: vi.fn<(id: string) => void>() }
  const cut = vi.fn<(id: string) => void>()
  const ended = new Set<string>()
  const tab = (id: string): { connection: Connection; cut(): void } => ({
    cut() {
      cut(id)
    },
    connection: {
      person: { id, sessionId: id } as Person,
      recheck: async (person, rights) => {
        await rights.accessOf(person, 'agenda/x')
      },
    },
  })
  const watch = openRightsWatch({
    connections: () => [tab('ritva'), tab('ritva'), tab('pekka')],
    revision: () => Promise.resolve(revision),
    personIn: (id) => {
      asked.personIn(id)
      return Promise.resolve(ended.has(id) ? null : ({ id, sessionId: id } as Person))
    },
    rights: {
      accessOf: (person) => {
        asked.accessOf(person.id)
        return Promise.resolve('edit')
      },
      mayWatch: () => Promise.resolve(true),
    },
    report: (error) => {
      throw error
    },
  })
  const counts = () => [asked.personIn.mock.calls.length, asked.accessOf.mock.calls.length]
  await vi.advanceTimersByTimeAsync(1600)
  expect(counts()).toEqual([2, 2])
  // Once more for who was coming in, then no more.
  await vi.advanceTimersByTimeAsync(20_000)
  expect(counts()).toEqual([4, 4])
  ended.add('pekka')
  revision += 1
  await vi.advanceTimersByTimeAsync(1600)
  expect(counts()).toEqual([6, 5])
  expect(cut).toHaveBeenCalledWith('pekka')
  await vi.advanceTimersByTimeAsync(20_000)
  const before = asked.personIn.mock.calls.length
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asked.personIn.mock.calls.length).toBeGreaterThan(before)
  watch.close()
})
