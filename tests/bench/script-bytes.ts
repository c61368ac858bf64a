import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { projectRoot } from '#server/project-root.ts'

/** The script that a page makes a browser load: its entry, its routes, and all that these import at once. */
export async function scriptBytes(routeId: string): Promise<{ files: number; raw: number; gzip: number }> {
  const file = path.join(projectRoot, 'build/remix/server/index.js')
  const { assets } = (await import(pathToFileURL(file).href)) as ServerBuild
  const files = new Set([assets.entry.module, ...assets.entry.imports])
  for (let id: string | undefined = routeId; id; id = assets.routes[id]?.parentId) {
    const route = assets.routes[id]
    if (!route) throw new Error(`No such route: ${id}`)
    for (const each of [route.module, ...(route.imports ?? [])]) files.add(each)
  }
  const bytes = await Promise.all(
    [...files].map((name) => readFile(path.join(projectRoot, 'build/remix/client', name))),
  )
  return {
    files: files.size,
    raw: bytes.reduce((sum, each) => sum + each.length, 0),
    gzip: bytes.reduce((sum, each) => sum + gzipSync(each).length, 0),
  }
}
