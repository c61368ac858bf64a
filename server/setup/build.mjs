import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { at, root, step } from './run.mjs'

const parts = [
  {
    name: 'pages',
    title: 'Building the pages',
    sources: ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json'],
    result: 'build/remix/server/index.js',
    command: () => [
      process.execPath,
      at('node_modules/@remix-run/dev/dist/cli.js'),
      'vite:build',
      '--logLevel',
      'warn',
    ],
  },
  {
    name: 'server',
    title: 'Building the server',
    sources: ['app', 'db', 'server', 'package.json', 'package-lock.json'],
    result: 'build/node/index.js',
    command: () => [process.execPath, at('server/setup.mjs'), 'bundle'],
  },
]

/** Builds what is older than its sources; says nothing when all is fresh. */
export async function build({ quiet = false } = {}) {
  mkdirSync(at('build'), { recursive: true })
  if (parts.every(fresh)) return
  await lock(async () => {
    for (const part of parts) {
      if (fresh(part)) continue
      const stamp = fingerprint(part.sources)
      await step(part.title, part.command(), { NODE_ENV: 'production' }, { quiet, onlyTrouble: true })
      writeFileSync(at(`build/${part.name}.stamp`), stamp)
    }
  })
}

function fresh(part) {
  const stamp = at(`build/${part.name}.stamp`)
  return existsSync(at(part.result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(part.sources)
}

/** One hash over the content of all source files; tests do not count. */
function fingerprint(sources) {
  const hash = createHash('sha256')
  const add = (file) => {
    if (statSync(file).isDirectory()) for (const name of readdirSync(file).sort()) add(path.join(file, name))
    else if (!/\.test\.tsx?$/.test(file)) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file))
  }
  for (const source of sources) if (existsSync(at(source))) add(at(source))
  return hash.digest('hex')
}

/** One build at a time, also when two commands start together. */
async function lock(work) {
  const held = at('build/.building')
  for (;;) {
    try {
      writeFileSync(held, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!alive(Number(readFileSync(held, 'utf8')))) rmSync(held, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(held, { force: true })
  }
}

function alive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Bundles the server: our own code only, packages stay in node_modules. */
export async function bundle() {
  const esbuild = await import('esbuild')
  rmSync(at('build/node'), { recursive: true, force: true })
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['server/index.ts', 'server/demo.ts', 'server/cli/kutsu.ts'].filter((file) => existsSync(at(file))),
    outbase: 'server',
    outdir: 'build/node',
    bundle: true,
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}
