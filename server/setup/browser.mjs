import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root, say, Trouble } from './run.mjs'

/** The browser that the tests drive: CHROMIUM, the system's, Playwright's own; else Debian's is installed. */
export function findBrowser() {
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
