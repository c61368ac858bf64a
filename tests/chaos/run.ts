import type { Trial } from './trial.ts'

/** What is broken on purpose: `npm run chaos -- kill --rounds 200`. A broken promise ends it with code 1. */
const trials: Record<string, () => Promise<{ trial: Trial }>> = {
  kill: () => import('./kill.ts'),
  mail: () => import('./mail.ts'),
  storm: () => import('./storm.ts'),
  'full-disk': () => import('./full-disk.ts'),
  'slow-reader': () => import('./slow-reader.ts'),
}

const [name = '', ...words] = process.argv.slice(2)
if (!Object.hasOwn(trials, name)) {
  process.stderr.write(`Say what to break: ${Object.keys(trials).join(', ')}\n`)
  process.exitCode = 1
} else {
  const { figures, broken } = (await (await trials[name]?.())?.trial(words)) ?? { figures: [], broken: ['nothing ran'] }
  const wide = Math.max(...figures.map(([what]) => what.length))
  for (const [what, figure] of figures) process.stdout.write(`  ${what.padEnd(wide)}  ${figure}\n`)
  process.stdout.write(broken.length === 0 ? `${name}: kept\n` : `${name}: BROKEN: ${broken.join('; ')}\n`)
  // Connections that the broken service left open would keep the process.
  process.exit(broken.length === 0 ? 0 : 1)
}
