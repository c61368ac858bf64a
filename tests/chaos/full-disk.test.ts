import { expect, test } from 'vitest'
import { acknowledgeFirst } from '#tests/live/acknowledge-first.ts'
import { buildVariant } from '#tests/support/build-variant.ts'
import { fillDisk } from './fill-disk.ts'
import { brokenOn } from './full-disk.ts'

test('on a full disk nothing is called saved and reading works; with space again all is saved, without a restart', async () => {
  expect(brokenOn(await fillDisk({ megabytes: 8, edits: 15 }))).toEqual([])
})

test('a service that says "saved" before the commit says so on a full disk too: this test would notice', async () => {
  const entry = await buildVariant({ replace: acknowledgeFirst })
  const broken = brokenOn(await fillDisk({ megabytes: 8, edits: 15, patience: 5, entry }))
  expect(broken).toContain('edits were called saved on a full disk')
})
