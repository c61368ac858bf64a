import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#app/lib/ids.ts'
import { projectRoot } from '#server/project-root.ts'
import { buildVariant } from './build-variant.ts'

/**
 * As `buildVariant`, for code inside the pages' build: copies that build with one piece of it replaced, and builds a
 * server that serves the copy. The pattern must match exactly once, so the test cannot quietly stop proving anything.
 * @returns the file to start, for `startServer({ entry })`
 */
export async function buildPagesVariant(replace: { from: RegExp; to: string }): Promise<string> {
  const folder = path.join('build/variants', newId())
  await cp(path.join(projectRoot, 'build/remix'), path.join(projectRoot, folder), { recursive: true })
  const server = path.join(projectRoot, folder, 'server')
  let found = 0
  for (const name of await readdir(server, { recursive: true })) {
    if (!name.endsWith('.js')) continue
    const file = path.join(server, name)
    const text = await readFile(file, 'utf8')
    const here = [...text.matchAll(replace.from)].length
    found += here
    if (here > 0) await writeFile(file, text.replace(replace.from, replace.to))
  }
  if (found !== 1) throw new Error(`The pages' build holds ${String(found)} times: ${replace.from.source}`)
  return buildVariant({
    replace: [{ file: 'server/http/page-source.ts', from: "'build/remix'", to: `'${folder}'` }],
  })
}
