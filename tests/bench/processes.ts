import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { projectRoot } from '#server/project-root.ts'

const run = promisify(execFile)
const tsx = ['--import', 'tsx']

export type Measured = { perSecond: number; answered: number; wrong: number; p50: number; p99: number }

/** What is measured: an address, and the cookie that the request carries. */
export type Target = { name: string; address: string; cookie?: string }

/** One measurement by the load generator. @throws when any answer was not 200 */
export async function load({ address, cookie = '' }: Target, seconds: number): Promise<Measured> {
  const script = path.join(projectRoot, 'tests/bench/load.ts')
  const words = [...tsx, script, address, '8', String(seconds), cookie]
  const { stdout } = await run(process.execPath, words, { cwd: projectRoot })
  const measured = JSON.parse(stdout) as Measured
  if (measured.wrong > 0) throw new Error(`${String(measured.wrong)} answers of ${address} were not 200`)
  return measured
}

/** Starts a script as a process of its own, and waits until the address answers. */
export async function start(
  script: string,
  words: string[],
  address: string,
  env: Record<string, string> = {},
): Promise<{ stop(): Promise<void>; milliseconds: number }> {
  const since = performance.now()
  const flags = script.endsWith('.ts') ? tsx : []
  const child = spawn(process.execPath, [...flags, path.join(projectRoot, script), ...words], {
    cwd: projectRoot,
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${script} ended at once`)
    if (await answers(address)) break
    if (performance.now() - since > 60_000) throw new Error(`${script} does not answer at ${address}`)
    await pause(10)
  }
  return {
    milliseconds: performance.now() - since,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )
}

/** Builds the bare Remix app under `build/`, where it finds our packages; gives its server build. */
export async function buildBareRemix(): Promise<string> {
  const folder = path.join(projectRoot, 'build/bare-remix')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(path.join(projectRoot, 'tests/bench/bare-remix'), folder, { recursive: true })
  const cli = path.join(projectRoot, 'node_modules/@remix-run/dev/dist/cli.js')
  await run(process.execPath, [cli, 'vite:build', '--logLevel', 'warn'], {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production' },
  })
  return path.join(folder, 'build/server/index.js')
}
