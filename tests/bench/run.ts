/** The measurements of the product: `npm run bench -- pages`, `npm run bench -- live`. What begins with dashes is the bench's own. */
const benches: Record<string, () => Promise<{ bench(words: string[]): Promise<void> }>> = {
  pages: () => import('./pages.ts'),
  live: () => import('./live.ts'),
  mail: () => import('./mail.ts'),
  scale: () => import('./scale.ts'),
}

const words = process.argv.slice(2)
const first = words.findIndex((word) => word.startsWith('--'))
const names = first < 0 ? words : words.slice(0, first)
const unknown = names.filter((name) => !(name in benches))
if (names.length === 0 || unknown.length > 0) {
  process.stderr.write(`Say what to measure: ${Object.keys(benches).join(', ')}\n`)
  process.exitCode = 1
} else {
  for (const name of names) await (await benches[name]?.())?.bench(words.slice(names.length))
}
