import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectRoot } from '#server/project-root.ts'
import { buildVariant } from '#tests/support/build-variant.ts'
import { startServer } from '#tests/support/server.ts'

test('the server is ready, ends with code 0 on SIGTERM, and comes back on the same data after SIGKILL', async () => {
  const server = await startServer()
  try {
    expect((await server.get('/livez')).status).toBe(200)
    expect(await server.stop()).toBe(0)
    await server.restart()
    await server.kill()
    await server.restart()
    expect((await server.get('/readyz')).status).toBe(200)
  } finally {
    await server.close()
  }
})

test('a variant of the server runs the replaced code, and a replacement that matches nothing is refused', async () => {
  const file = 'server/http/health.ts'
  const entry = await buildVariant({ replace: [{ file, from: "'ok\\n'", to: "'varied\\n'" }] })
  const server = await startServer({ entry })
  try {
    expect(await (await server.get('/livez')).text()).toBe('varied\n')
  } finally {
    await server.close()
  }
  await expect(buildVariant({ replace: [{ file, from: 'no such text', to: '' }] })).rejects.toThrow('holds 0 times')
})

test('npm start without its settings names each missing one and builds nothing (SEC-19)', () => {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, SECRET: 'q8Zr1vX6tLw3Ns9KfYd2HbJm5PcGa7UeTo4' }
  const { status, stderr, stdout } = spawnSync(process.execPath, ['server/setup.mjs', 'start'], {
    cwd: projectRoot,
    env,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain('BASE_URL is missing')
  expect(stderr).toContain('DATA_DIR is missing')
  expect(stderr).not.toContain('SECRET is missing')
})
