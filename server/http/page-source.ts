import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import type { Env } from '../env.ts'
import { projectRoot } from '../project-root.ts'
import type { Closable } from '../services.ts'
import type { PageSource } from './pages.ts'

/** The built pages, or, in development, Vite in middleware mode: hot reload in the same process. */
export async function openPageSource(env: Env): Promise<Closable & { pages: PageSource }> {
  if (env.mode !== 'development') {
    const built = path.join(projectRoot, 'build/remix')
    const build = (await import(pathToFileURL(path.join(built, 'server/index.js')).href)) as ServerBuild
    return { pages: { build, assets: { clientDir: path.join(built, 'client') } }, close: () => Promise.resolve() }
  }
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: projectRoot,
    server: { middlewareMode: true, hmr: { port: env.port + 20_000 } },
    appType: 'custom',
  })
  return {
    pages: {
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
      assets: vite.middlewares,
    },
    close: () => vite.close(),
  }
}
