import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#app/lib/ids.ts'
import { projectRoot } from '#server/project-root.ts'
import { buildVariant } from './build-variant.ts'

/**
 * As `buildVariant`, for code inside the pages' build: copies that build with some of it replaced, and builds a server
 * that serves the copy. Every pattern must match exactly once, so the test cannot quietly stop proving anything.
 * @returns the file to start, for `startServer({ entry })`
 */
export async function buildPagesVariant(replace: { from: RegExp; to: string }[]): Promise<string> {
  const folder = path.join('build/variants', newId())
  await cp(path.join(projectRoot, 'build/remix'), path.join(projectRoot, folder), { recursive: true })
  const server = path.join(projectRoot, folder, 'server')
  const found = replace.map(() => 0)
  for (const name of await readdir(server, { recursive: true })) {
    if (!name.endsWith('.js')) continue
    const file = path.join(server, name)
    const text = await readFile(file, 'utf8')
    const changed = replace.reduce((so, { from, to }, index) => {
      found[index] = (found[index] ?? 0) + [...so.matchAll(from)].length
      return so.replace(from, to)
    }, text)
    if (changed !== text) await writeFile(file, changed)
  }
  for (const [index, { from }] of replace.entries()) {
    if (found[index] !== 1) throw new Error(`The pages' build holds ${String(found[index])} times: ${from.source}`)
  }
  return buildVariant({
    replace: [{ file: 'server/http/page-source.ts', from: "'build/remix'", to: `'${folder}'` }],
  })
}
