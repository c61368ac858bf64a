import type { Trial } from '#tests/chaos/trial.ts'

/** Seeded nonsense, and seeded people who edit at once: `npm run fuzz -- hostile --n 100000`. A broken promise ends it with code 1. */
const trials: Record<string, () => Promise<{ trial: Trial }>> = {
  hostile: () => import('./hostile.ts'),
}

const [name = '', ...words] = process.argv.slice(2)
if (!Object.hasOwn(trials, name)) {
  process.stderr.write(`Say what to try: ${Object.keys(trials).join(', ')}\n`)
  process.exitCode = 1
} else {
  const { figures, broken } = (await (await trials[name]?.())?.trial(words)) ?? { figures: [], broken: ['nothing ran'] }
  const wide = Math.max(...figures.map(([what]) => what.length))
  for (const [what, figure] of figures) process.stdout.write(`  ${what.padEnd(wide)}  ${figure}\n`)
  process.stdout.write(broken.length === 0 ? `${name}: kept\n` : `${name}: BROKEN: ${broken.join('; ')}\n`)
  process.exit(broken.length === 0 ? 0 : 1)
}
