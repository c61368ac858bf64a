import { expect, test } from 'vitest'
import { fillDisk } from './fill-disk.ts'
import { brokenOn } from './full-disk.ts'

test('on a full disk nothing is called saved and reading works; with space again all is saved, without a restart', async () => {
  expect(brokenOn(await fillDisk({ megabytes: 8, edits: 15 }))).toEqual([])
})
