import { expect, test } from 'vitest'
import { openLogSync } from './log-sync.ts'

/** A disk whose syncs end when the test says so. */
function slowDisk() {
  const syncs: { done(): void; fail(): void }[] = []
  const datasync = () =>
    new Promise<void>((resolve, reject) => {
      syncs.push({ done: resolve, fail: () => reject(new Error('EIO')) })
    })
  return { syncs, open: () => Promise.resolve({ datasync, close: () => Promise.resolve() }) }
}
const rescued: string[] = []
const rescue = () => {
  rescued.push('rescued')
  return Promise.resolve()
}
const begun = (syncs: unknown[], count: number) => expect.poll(() => syncs.length).toBe(count)

test('all who wait share one sync, and none is served by one that began before it asked', async () => {
  const disk = slowDisk()
  const log = openLogSync('x', rescue, disk.open)
  const told: string[] = []
  const ask = (name: string) => log.now().then(() => told.push(name))
  const first = ask('first')
  await begun(disk.syncs, 1)
  const others = [ask('second'), ask('third'), ask('fourth')]
  disk.syncs[0]?.done()
  await first
  await begun(disk.syncs, 2)
  expect(told).toEqual(['first'])
  disk.syncs[1]?.done()
  await Promise.all(others)
  expect(disk.syncs).toHaveLength(2)
})

test('after a sync that failed nobody hears "on the disk" before the whole log was copied into the database', async () => {
  const disk = slowDisk()
  let full = true
  const log = openLogSync('x', () => (full ? Promise.reject(new Error('EIO again')) : rescue()), disk.open)
  const first = log.now()
  await begun(disk.syncs, 1)
  disk.syncs[0]?.fail()
  await expect(first).rejects.toThrow('EIO')
  await expect(log.now()).rejects.toThrow('EIO again')
  expect(disk.syncs).toHaveLength(1)
  full = false
  const later = log.now()
  await begun(disk.syncs, 2)
  expect(rescued).toEqual(['rescued'])
  disk.syncs[1]?.done()
  await later
})
