import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { openDatabase } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import type { Env } from './env.ts'
import { listener } from './http/listener.ts'
import { boundedCache } from './http/bounded-cache.ts'
import { openLimits } from './http/limits.ts'
import { openPageSource } from './http/page-source.ts'
import { pages } from './http/pages.ts'
import { openJobs } from './jobs/open-jobs.ts'
import { openLive } from './live/open-live.ts'
import { openLog } from './log.ts'
import { projectRoot } from './project-root.ts'
import type { Closable, Services } from './services.ts'
import { maskPath } from './token-path.ts'

/** Bytes of finished files (PDF, Word) that are kept. */
const mostRendered = 16_000_000

export interface RunningServer extends Closable {
  port: number
  services: Services
}

/** Opens everything once: database, live documents, jobs, pages. Closing goes in reverse order (OPS-1). */
export async function openServer(env: Env): Promise<RunningServer> {
  const log = openLog(env.logLevel)
  await mkdir(env.dataDir, { recursive: true })
  const file = databaseFile(env.dataDir)
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  const db = openDatabase(file)
  const live = openLive({
    db,
    baseUrl: env.baseUrl,
    now: Date.now,
    report: (error, where) => log.error({ err: error, path: where }, 'unexpected'),
  })
  const limits = openLimits()
  let ready = false
  const services: Services = {
    env,
    log,
    db,
    context: {
      db,
      now: Date.now,
      baseUrl: env.baseUrl,
      secret: env.secret,
      announce: live.announce,
      wake: (job) => jobs.wake(job),
      deliversMail: env.smtpUrl !== null,
      live: live.documents,
      report: (error, where) => log.error({ err: error, path: maskPath(where) }, 'unexpected'),
      tooOften: limits.tooOften,
      rendered: boundedCache<Buffer>(mostRendered, ({ length }) => length),
    },
  }
  const source = await openPageSource(env)
  const server = listener(services, () => ready, pages(services, source.pages))
  live.attach(server)
  const jobs = openJobs(services)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.port, env.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  ready = true
  log.info({ port }, 'listening')
  return {
    port,
    services,
    async close() {
      ready = false
      const drained = new Promise((resolve) => server.close(resolve))
      await jobs.close()
      await live.close()
      server.closeIdleConnections()
      // Requests in flight get their answer; a client that keeps its connection open does not hold us.
      const cut = setTimeout(() => server.closeAllConnections(), 5000)
      await drained
      clearTimeout(cut)
      await source.close()
      await db.close()
      log.info('closed')
    },
  }
}

/** The database file of a data folder. */
export function databaseFile(dataDir: string): string {
  return path.join(dataDir, 'kutsu.db')
}
