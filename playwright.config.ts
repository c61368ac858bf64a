import { mkdtempSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'

/*
 * The browser tests run against the compiled demo, in a folder of its own, on a free port. Workers load this file too:
 * they must find the same place, so it is handed to them in the environment.
 */
process.env.E2E_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), 'kutsu-e2e-'))
process.env.E2E_PORT ??= String(await freePort())
const baseURL = `http://localhost:${process.env.E2E_PORT}`

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.test.ts',
  globalTeardown: './tests/e2e/remove-data.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    viewport: { width: 1280, height: 900 },
    // A trace costs each test a third more time. To get one: npm run e2e -- --trace on FILE
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `${JSON.stringify(process.execPath)} build/node/demo.js`,
    url: `${baseURL}/readyz`,
    timeout: 120_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { NODE_ENV: 'production', PORT: process.env.E2E_PORT, DATA_DIR: process.env.E2E_DATA_DIR },
  },
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
