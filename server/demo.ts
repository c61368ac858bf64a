import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openDatabase } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { demoLinks } from './cli/demo-links.ts'
import { loadSample } from './cli/load-sample.ts'
import { readEnv, variables, type Env } from './env.ts'
import { databaseFile, openServer } from './open-server.ts'
import { projectRoot } from './project-root.ts'

/** The demo: the whole service with the sample network, its data under `data/demo`, and ways in printed at the end. */
async function main() {
  const dataDir = path.resolve(variables.DATA_DIR ?? path.join(projectRoot, 'data/demo'))
  await mkdir(dataDir, { recursive: true })
  const port = variables.PORT ?? '3000'
  const env = readEnv({
    LOG_LEVEL: 'warn',
    BASE_URL: `http://localhost:${port}`,
    SECRET: await keptSecret(path.join(dataDir, 'secret')),
    ...variables,
    DATA_DIR: dataDir,
    PORT: port,
    KUTSU_MODE: 'demo',
  })
  await prepareData(env)
  const server = await openServer(env)
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const links = await demoLinks(server.services.db, { ...env, now: Date.now() })
  say(`\nKutsu runs at ${env.baseUrl}`)
  for (const { label, address } of links) say(`${label}: ${address}`)
  say('Each sign-in link works once. Start the demo again for new ones.')
}

async function prepareData(env: Env) {
  const file = databaseFile(env.dataDir)
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  const db = openDatabase(file)
  try {
    await loadSample({ db, baseUrl: env.baseUrl, now: Date.now(), say: (line) => say(`Sample network: ${line}`) })
  } finally {
    await db.close()
  }
}

/** The secret that makes the demo's personal addresses: random at the first start, the same from then on. */
async function keptSecret(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(48).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFile(file, 'utf8')
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
