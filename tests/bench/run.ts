/** The measurements of the product: `npm run bench -- pages`. */
const benches: Record<string, () => Promise<{ bench(): Promise<void> }>> = {
  pages: () => import('./pages.ts'),
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in benches))
if (names.length === 0 || unknown.length > 0) {
  process.stderr.write(`Say what to measure: ${Object.keys(benches).join(', ')}\n`)
  process.exitCode = 1
} else {
  for (const name of names) await (await benches[name]?.())?.bench()
}
