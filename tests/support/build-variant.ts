import { build, type Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#app/lib/ids.ts'
import { projectRoot } from '#server/project-root.ts'

export interface Replacement {
  /** Path from the project's root. */
  file: string
  from: string
  to: string
}

/**
 * Builds the server with some of its source replaced, so that a test can show that it fails when the promise is
 * broken. Every replacement must match exactly once, so the test cannot quietly stop proving anything.
 * Reaches what the server itself runs (server, db, sockets, jobs), not the code inside the pages' build.
 * @returns the file to start, for `startServer({ entry })`
 */
export async function buildVariant(options: { replace: Replacement[] }): Promise<string> {
  const outdir = path.join(projectRoot, 'build/variants', newId())
  const applied = new Set<Replacement>()
  const replacing: Plugin = {
    name: 'replace',
    setup(bundle) {
      bundle.onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
        const here = options.replace.filter((one) => path.join(projectRoot, one.file) === file)
        if (here.length === 0) return null
        let contents = await readFile(file, 'utf8')
        for (const one of here) {
          const parts = contents.split(one.from)
          if (parts.length !== 2) throw new Error(`${one.file} holds ${String(parts.length - 1)} times: ${one.from}`)
          contents = parts.join(one.to)
          applied.add(one)
        }
        return { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' }
      })
    },
  }
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['server/index.ts'],
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
    plugins: [replacing],
  })
  for (const one of options.replace) {
    if (!applied.has(one)) throw new Error(`${one.file} is not part of the server, so nothing was replaced`)
  }
  return path.join(outdir, 'index.js')
}
