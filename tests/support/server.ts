import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandLine } from '#app/features/audit/rules.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { openDatabase, type Database } from '#db/database.ts'
import { projectRoot } from '#server/project-root.ts'

export interface TestServer {
  baseUrl: string
  dataDir: string
  secret: string
  /** The server's own database file, opened a second time: for makers and for looking. */
  db: Database
  /** Closes that second look (the next one opens it again), so that the server finds its files as it left them. */
  lookAway(): Promise<void>
  /** The number of the process that was started last. */
  pid(): number
  /** Has that process not ended? */
  running(): boolean
  /** What the process has written so far: its log. */
  output(): string
  /** Signs a person in by a real sign-in link; gives the Cookie header. The person must exist and be active. */
  signInAs(email: string): Promise<string>
  /** GET, redirects not followed. */
  get(path: string, options?: { cookie?: string; headers?: Record<string, string> }): Promise<Response>
  /** Posts a form as a page of ours would: with the Origin header. Redirects are not followed. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    options?: { cookie?: string; headers?: Record<string, string> },
  ): Promise<Response>
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL. */
  kill(): Promise<void>
  /** Starts again on the same port and data, after `stop` or `kill`. */
  restart(): Promise<void>
  /** Stops what runs and removes the data. Call in `afterAll`. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** The file to run; the compiled server unless `buildVariant` made another. */
  entry?: string
  env?: Record<string, string>
  /** Where the data folder is made; the system's temporary folder unless given. */
  under?: string
}

const secret = 'q8Zr1vX6tLw3Ns9KfYd2HbJm5PcGa7UeTo4'

/** Starts the compiled server as a process of its own, on a free port, with an empty database in a temporary folder. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const entry = options.entry ?? path.join(projectRoot, 'build/node/index.js')
  const dataDir = await mkdtemp(path.join(options.under ?? tmpdir(), 'kutsu-server-'))
  const port = await freePort()
  const baseUrl = `http://localhost:${String(port)}`
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    KUTSU_MODE: 'demo',
    HOST: '127.0.0.1',
    PORT: String(port),
    BASE_URL: baseUrl,
    SECRET: secret,
    DATA_DIR: dataDir,
    ...options.env,
  }
  const written: string[] = []
  let child: ChildProcess
  let db: Database | undefined

  async function start() {
    const started = spawn(process.execPath, [entry], { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => written.push(chunk.toString()))
    const abandoned = () => started.kill('SIGKILL')
    process.once('exit', abandoned)
    started.once('exit', () => process.off('exit', abandoned))
    for (const patience = Date.now() + 30_000; ;) {
      if (hasEnded(started)) throw new Error(`The server ended at once:\n${written.join('')}`)
      if (await answers(`${baseUrl}/readyz`)) return
      if (Date.now() > patience) throw new Error(`The server is not ready:\n${written.join('')}`)
      await pause(25)
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (!hasEnded(child)) {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    }
    return child.exitCode
  }

  await start()
  const request = (where: string, init: RequestInit) => fetch(new URL(where, baseUrl), { redirect: 'manual', ...init })
  const withCookie = (cookie?: string) => (cookie ? { Cookie: cookie } : undefined)
  const server: TestServer = {
    baseUrl,
    dataDir,
    secret,
    get db() {
      return (db ??= openDatabase(path.join(dataDir, 'kutsu.db')))
    },
    async lookAway() {
      await db?.close()
      db = undefined
    },
    pid: () => child.pid ?? 0,
    running: () => !hasEnded(child),
    output: () => written.join(''),
    async signInAs(email) {
      const person = await personByEmail(server.db.read, email)
      if (!person) throw new Error(`Nobody has the address ${email}`)
      const now = Date.now()
      const { linkId } = await issueSignIn(server.db, { personId: person.id, actor: commandLine, now })
      const link = await linkAddress(server.db.read, { secret, baseUrl, linkId })
      const answer = await server.post(new URL(link).pathname, {})
      const cookies = answer.headers.getSetCookie().map((set) => set.split(';', 1)[0])
      if (answer.status !== 302 || cookies.length === 0) {
        throw new Error(`Signing in as ${email} gave ${String(answer.status)}: ${await answer.text()}`)
      }
      return cookies.join('; ')
    },
    get: (where, { cookie, headers } = {}) => request(where, { headers: { ...withCookie(cookie), ...headers } }),
    post: (where, fields, { cookie, headers } = {}) =>
      request(where, {
        method: 'POST',
        headers: { Origin: baseUrl, ...withCookie(cookie), ...headers },
        body: new URLSearchParams(fields),
      }),
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL')
    },
    restart: start,
    async close() {
      await db?.close()
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return server
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  )
}
