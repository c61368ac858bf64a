import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveNamespace, livePath } from '#app/live/contract.ts'
import { connect, connected } from './editor.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage({ coPlanners: 1 })
})
afterAll(() => stage.server.close())

test('a tab of a release with another format is told to reload, and stays away', async () => {
  const wire = io(`${stage.server.baseUrl}${liveNamespace}`, {
    path: livePath,
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    auth: { contract: 1 },
    extraHeaders: { cookie: stage.coPlanners[0] ?? '', origin: stage.server.baseUrl },
  })
  const heard: string[] = []
  for (const event of ['connect', 'reload', 'disconnect']) wire.on(event, () => heard.push(event))
  await expect.poll(() => heard).toEqual(['connect', 'reload', 'disconnect'])
  expect(wire.active).toBe(false)
  wire.disconnect()
})

test('a tab of another contract is told to reload', async () => {
  const wire = connect(stage.server.baseUrl, { cookie: stage.coPlanners[0] ?? '' }, { auth: { contract: 1 } })
  const heard = new Promise<string>((resolve) => wire.on('reload', () => resolve('reload')))
  await connected(wire)
  expect(await heard).toBe('reload')
  wire.disconnect()
})
