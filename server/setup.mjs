// The starter: runs on bare Node before anything is installed, so it is plain JavaScript and imports no package at the top.
import { build, bundle } from './setup/build.mjs'
import { findBrowser } from './setup/browser.mjs'
import { install } from './setup/install.mjs'
import { at, say, serve, step, Trouble } from './setup/run.mjs'

const bin = (...parts) => [process.execPath, at('node_modules', ...parts)]
const tools = {
  tsx: bin('tsx/dist/cli.mjs'),
  tsc: bin('typescript/bin/tsc'),
  eslint: bin('eslint/bin/eslint.js'),
  prettier: bin('prettier/bin/prettier.cjs'),
  knip: bin('knip/bin/knip.js'),
  vitest: bin('vitest/vitest.mjs'),
  playwright: bin('@playwright/test/cli.js'),
}

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
  bench: measure('bench'),
  chaos: measure('chaos'),
  fuzz: measure('fuzz'),
}

const usage = `Usage: npm run <command>
  demo    the sample network of Central Finland on http://localhost:3000 (PORT and DATA_DIR move it)
  dev     the same code with hot reload, data in data/dev
  start   production; needs BASE_URL, SECRET and DATA_DIR
  build   builds what has changed
  check   types, lint, format, unused code, unit, database and live tests
  test    everything of check, and the browser tests
  e2e     the browser tests only; further words go to Playwright
  bench   measurements side by side
  chaos   breaks the service on purpose
  fuzz    seeded nonsense, and seeded people who edit at once
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

/** A command of `tests/<folder>/run.ts`, against the compiled service. */
function measure(folder) {
  return async (...words) => {
    await prepare()
    await serve([...tools.tsx, at(`tests/${folder}/run.ts`), ...words], { NODE_ENV: 'production' })
  }
}

async function prepare(options = {}) {
  await install()
  await build(options)
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
