// The starter: runs on bare Node before anything is installed, so it is plain JavaScript and imports no package at the top.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => path.join(root, ...parts)
const bin = (...parts) => [process.execPath, at('node_modules', ...parts)]
const tools = {
  remix: bin('@remix-run/dev/dist/cli.js'),
  tsx: bin('tsx/dist/cli.mjs'),
  tsc: bin('typescript/bin/tsc'),
  eslint: bin('eslint/bin/eslint.js'),
  prettier: bin('prettier/bin/prettier.cjs'),
  knip: bin('knip/bin/knip.js'),
  vitest: bin('vitest/vitest.mjs'),
  playwright: bin('@playwright/test/cli.js'),
}

/** Trouble told in a sentence; ends the command with code 1 and no stack. */
class Trouble extends Error {}

const commands = {
  async demo() {
    await prepare()
    await serve([process.execPath, at('build/node/demo.js')], { NODE_ENV: 'production' })
  },
  async dev() {
    await install()
    const port = process.env.PORT ?? '3000'
    await serve([...tools.tsx, at('server/index.ts')], {
      KUTSU_MODE: 'development',
      PORT: port,
      BASE_URL: process.env.BASE_URL ?? `http://localhost:${port}`,
      // On this machine only, and only while developing.
      SECRET: process.env.SECRET ?? 'kutsu-dev-0123456789-abcdefghijklmnopq',
      DATA_DIR: process.env.DATA_DIR ?? at('data/dev'),
      NODE_ENV: 'development',
    })
  },
  async start() {
    const meanings = {
      BASE_URL: 'the public address of the service, for example https://kutsu.kunta.fi',
      SECRET: 'at least 32 random characters; make them with: openssl rand -base64 48',
      DATA_DIR: 'the folder for the database, kept and backed up',
    }
    const missing = Object.entries(meanings).filter(([name]) => !process.env[name])
    if (missing.length > 0) {
      const sentences = missing.map(([name, meaning]) => `${name} is missing: ${meaning}`)
      throw new Trouble(`Kutsu does not start.\n${sentences.join('\n')}`)
    }
    await prepare()
    await serve([process.execPath, at('build/node/index.js')], { KUTSU_MODE: 'production', NODE_ENV: 'production' })
  },
  async build() {
    await prepare()
  },
  async kutsu(...words) {
    await prepare({ quiet: true })
    await serve([process.execPath, at('build/node/cli/kutsu.js'), ...words], { NODE_ENV: 'production' })
  },
  async check() {
    await prepare()
    await check()
    say('All checks passed')
  },
  async e2e(...words) {
    await prepare()
    await browserTests(words)
  },
  async test() {
    await prepare()
    // Before the long part: without a browser there is no point in starting.
    findBrowser()
    await check()
    await browserTests([])
    say('All tests passed')
  },
  async bench(...words) {
    await prepare()
    await serve([...tools.tsx, at('tests/bench/run.ts'), ...words], { NODE_ENV: 'production' })
  },
}

const usage = `Usage: npm run <command>
  demo    the sample network of Central Finland on http://localhost:3000 (PORT and DATA_DIR move it)
  dev     the same code with hot reload, data in data/dev
  start   production; needs BASE_URL, SECRET and DATA_DIR
  build   builds what has changed
  check   types, lint, format, unused code, unit, database and live tests
  test    everything of check, and the browser tests
  e2e     the browser tests only; further words go to Playwright
  bench   measurements
  kutsu   the command line of the service: npm run kutsu -- help`

async function check() {
  await step('Types', [...tools.tsc, '--noEmit', '-p', '.'])
  await step('Lint', [...tools.eslint, '--max-warnings', '0', '.'])
  await step('Format', [...tools.prettier, '--check', '--log-level', 'warn', '.'])
  await step('Unused code', [...tools.knip])
  await step('Unit, database and live tests', [...tools.vitest, 'run'])
}

async function browserTests(words) {
  const CHROMIUM = findBrowser()
  await step('Browser tests', [...tools.playwright, 'test', ...words], { CHROMIUM })
}

// --- Installing and building ---------------------------------------------------------------------------------------

/** Installs and builds what is missing or older than its sources; says nothing when all is fresh. */
async function prepare(options = {}) {
  await install()
  await build(options)
}

async function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Trouble(
      `Kutsu needs Node 20.19 or newer; this is ${process.version}. Get a newer one from https://nodejs.org/`,
    )
  }
  const installed = at('node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return
  await step('Installing packages (a minute or two)', [...npm(), 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    NODE_ENV: 'development',
  })
  // A newer npm may leave install scripts out: SQLite then has no compiled part yet.
  if (!sqliteWorks()) {
    await step('Compiling SQLite', [
      ...npm(),
      'rebuild',
      '--ignore-scripts=false',
      '--foreground-scripts',
      'better-sqlite3',
    ])
  }
  if (!sqliteWorks()) {
    throw new Trouble(
      'SQLite (better-sqlite3) could not be compiled. Install a C++ toolchain and Python 3 ' +
        '(Debian and Ubuntu: apt-get install -y build-essential python3), remove node_modules and try again.',
    )
  }
}

function sqliteWorks() {
  const open = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['-e', open], { cwd: root }).status === 0
}

/** npm as it was called, or the one on the path. */
function npm() {
  const running = process.env.npm_execpath
  return running?.endsWith('.js') ? [process.execPath, running] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

const parts = [
  {
    name: 'pages',
    title: 'Building the pages',
    sources: ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json'],
    result: 'build/remix/server/index.js',
    command: () => [...tools.remix, 'vite:build', '--logLevel', 'warn'],
  },
  {
    name: 'server',
    title: 'Building the server',
    sources: ['app', 'db', 'server', 'package.json', 'package-lock.json'],
    result: 'build/node/index.js',
    command: () => [process.execPath, fileURLToPath(import.meta.url), 'bundle'],
  },
]

async function build({ quiet = false } = {}) {
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
async function bundle() {
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

// --- Chromium --------------------------------------------------------------------------------------------------------

/** The browser that the tests drive: CHROMIUM, the system's, Playwright's own; else Debian's is installed. */
function findBrowser() {
  const found = presentBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium')
    for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      spawnSync('apt-get', words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    }
    const installed = presentBrowser()
    if (installed) return installed
  }
  throw new Trouble(
    'The browser tests need Chromium, and none was found. Install it (Debian: sudo apt-get install -y chromium; ' +
      'elsewhere: npx playwright install --with-deps chromium), or say where it is: CHROMIUM=/path/to/chromium npm test',
  )
}

function presentBrowser() {
  const given = process.env.CHROMIUM
  if (given) {
    if (!existsSync(given)) throw new Trouble(`CHROMIUM names a file that is not there: ${given}`)
    return given
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const places = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/snap/bin')
  const onPath = names.flatMap((name) => places.map((place) => path.join(place, name))).find((file) => existsSync(file))
  if (onPath) return onPath
  const ask = "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))"
  const own = spawnSync(process.execPath, ['-e', ask], { cwd: root, encoding: 'utf8' }).stdout?.trim()
  return own && existsSync(own) ? own : undefined
}

// --- Running ---------------------------------------------------------------------------------------------------------

function say(text) {
  process.stdout.write(`${text}\n`)
}

/** Runs one step to its end; the time it took stands after its name. Its own words are shown as they come. */
async function step(title, command, env = {}, { quiet = false, onlyTrouble = false } = {}) {
  const started = performance.now()
  if (!quiet) say(`${title} …`)
  const heard = []
  const { code } = await run(command, env, onlyTrouble ? (chunk) => heard.push(chunk) : undefined)
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`
  if (code !== 0) {
    process.stderr.write(Buffer.concat(heard))
    throw new Trouble(`${title}: failed after ${seconds}`)
  }
  if (!quiet) say(`${title}: done in ${seconds}`)
}

/** Runs a long-lived command in our place: signals go to it, its exit code is ours. */
async function serve(command, env) {
  const { code } = await run(command, env)
  process.exitCode = code
}

function run([program, ...words], env, listen) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: listen ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    })
    if (listen) for (const stream of [child.stdout, child.stderr]) stream.on('data', listen)
    const forward = (signal) => {
      // Ctrl-C in a terminal reaches the child by itself; twice would cut its closing short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on('SIGTERM', forward)
    process.on('SIGINT', forward)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('SIGTERM', forward)
      process.off('SIGINT', forward)
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143) })
    })
  })
}

const [name = 'help', ...words] = process.argv.slice(2)
try {
  if (name === 'bundle') await bundle()
  else if (Object.hasOwn(commands, name)) await commands[name](...words)
  else {
    say(usage)
    process.exitCode = name === 'help' ? 0 : 1
  }
} catch (error) {
  process.stderr.write(`${error instanceof Trouble ? error.message : (error?.stack ?? error)}\n`)
  process.exitCode = 1
}
