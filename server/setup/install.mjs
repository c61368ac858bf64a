import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { at, root, step, Trouble } from './run.mjs'

/** Installs the packages when they are missing or other than package-lock.json asks for; silent when they are there. */
export async function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Trouble(
      `Kutsu needs Node 20.19 or newer; this is ${process.version}. Get a newer one from https://nodejs.org/`,
    )
  }
  if (installed()) return
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

/** Does node_modules hold what package-lock.json asks for? Times of files tell nothing: git and npm set them as they like. */
function installed() {
  const record = at('node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const [wanted, present] = [at('package-lock.json'), record].map(
    (file) => JSON.parse(readFileSync(file, 'utf8')).packages,
  )
  return Object.entries(wanted).every(
    ([where, { version, optional }]) =>
      where === '' || present[where]?.version === version || (optional && !present[where]),
  )
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
