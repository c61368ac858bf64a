import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const at = (...parts) => path.join(root, ...parts)

/** Trouble told in a sentence; ends the command with code 1 and no stack. */
export class Trouble extends Error {}

export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** Runs one step to its end; the time it took stands after its name. Its own words are shown as they come. */
export async function step(title, command, env = {}, { quiet = false, onlyTrouble = false } = {}) {
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
export async function serve(command, env) {
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
