import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { comingEvents } from '#app/features/events/queries.server.ts'
import { openDatabase } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadSample } from '#server/cli/load-sample.ts'
import { projectRoot } from '#server/project-root.ts'
import { freePort } from '#tests/support/server.ts'
import { buildBareRemix, load, start, type Measured, type Target } from './processes.ts'
import { scriptBytes } from './script-bytes.ts'

const rounds = 5
const seconds = 2
const starts = 5

const say = (line: string) => process.stdout.write(`${line}\n`)
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const secret = 'bench-q8Zr1vX6tLw3Ns9KfYd2HbJm5PcGa7UeTo4'

/**
 * Pages and feeds beside a bare Remix page and a bare Node server that sends the same bytes: one run, taking turns, each
 * round in the other order, medians. Then how long starting takes, and how much script the agenda page loads.
 */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-bench-'))
  const running: { stop(): Promise<void> }[] = []
  try {
    const port = await freePort()
    const baseUrl = `http://localhost:${String(port)}`
    const env = settings(folder, port)
    const eventId = await sampleNetwork(env.DATA_DIR, baseUrl)
    running.push(await start('build/node/index.js', [], `${baseUrl}/readyz`, env))
    const page = `${baseUrl}/events/${eventId}`
    const feed = `${baseUrl}/calendar/laukaa.ics`
    const pageTwin = await twin(running, folder, page, 'text/html; charset=utf-8')
    const feedTwin = await twin(running, folder, feed, 'text/calendar; charset=utf-8')
    const bare = await bareRemix(running)
    const targets = {
      page: { name: 'public event page', address: page },
      // A cookie that the service does not know: such a request is not answered from memory.
      rendered: { name: 'the same, rendered each time', address: page, cookie: 'other=1' },
      feed: { name: 'feed of an organiser', address: feed },
      bare: { name: 'bare Remix page, 50 rows', address: bare },
      pageTwin: { name: 'bare Node, the page’s bytes', address: pageTwin },
      feedTwin: { name: 'bare Node, the feed’s bytes', address: feedTwin },
    } satisfies Record<string, Target>
    const found = await takingTurns(Object.values(targets))
    say('')
    say('requests per second, median     answers       p50       p99')
    for (const target of Object.values(targets)) say(row(target.name, found.get(target) ?? []))
    const rate = (target: Target) => median((found.get(target) ?? []).map((each) => each.perSecond))
    const ratio = (one: keyof typeof targets, other: keyof typeof targets) =>
      (rate(targets[one]) / rate(targets[other])).toFixed(2)
    say('')
    say(`page / bare Remix page           ${ratio('page', 'bare')}`)
    say(`page / bare Node                 ${ratio('page', 'pageTwin')}`)
    say(`rendered page / bare Remix page  ${ratio('rendered', 'bare')}`)
    say(`feed / bare Remix page           ${ratio('feed', 'bare')}`)
    say(`feed / bare Node                 ${ratio('feed', 'feedTwin')}`)
  } finally {
    await Promise.all(running.map((each) => each.stop()))
    await rm(folder, { recursive: true, force: true })
  }
  await startTimes()
  const script = await scriptBytes('routes/events.$eventId.agenda')
  const kilo = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  say('')
  say(`script of the agenda page: ${kilo(script.raw)}, ${kilo(script.gzip)} gzip, ${String(script.files)} files`)
}

function settings(folder: string, port: number) {
  return {
    KUTSU_MODE: 'demo',
    HOST: '127.0.0.1',
    PORT: String(port),
    BASE_URL: `http://localhost:${String(port)}`,
    SECRET: secret,
    DATA_DIR: path.join(folder, 'data'),
    LOG_LEVEL: 'warn',
  }
}

/** A database with the sample network; gives the next public event. */
async function sampleNetwork(dataDir: string, baseUrl: string): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  const file = path.join(dataDir, 'kutsu.db')
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  const db = openDatabase(file)
  try {
    await loadSample({ db, baseUrl, now: Date.now(), say: () => undefined })
    const [next] = await comingEvents(db.read, { from: Date.now(), organiserIds: ['laukaa'] })
    if (!next) throw new Error('The sample network has no coming event')
    return next.id
  } finally {
    await db.close()
  }
}

/** A bare Node server that sends the same bytes as this address does now. */
async function twin(
  running: { stop(): Promise<void> }[],
  folder: string,
  address: string,
  type: string,
): Promise<string> {
  const answer = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } })
  if (!answer.ok) throw new Error(`${address} gave ${String(answer.status)}`)
  const port = await freePort()
  const file = path.join(folder, `${String(port)}.bytes`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  await writeFile(file, bytes)
  say(`${address}: ${String(bytes.length)} bytes`)
  const twinAddress = `http://localhost:${String(port)}/`
  running.push(await start('tests/bench/bare-node.ts', [String(port), file, type], twinAddress))
  return twinAddress
}

async function bareRemix(running: { stop(): Promise<void> }[]): Promise<string> {
  const build = await buildBareRemix()
  const port = await freePort()
  const address = `http://localhost:${String(port)}/`
  running.push(await start('tests/bench/bare-remix-server.ts', [String(port), build], address))
  return address
}

async function takingTurns(targets: Target[]): Promise<Map<Target, Measured[]>> {
  for (const target of targets) await load(target, seconds)
  const found = new Map<Target, Measured[]>(targets.map((target) => [target, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const target of round % 2 === 0 ? targets : [...targets].reverse()) {
      found.get(target)?.push(await load(target, seconds))
    }
  }
  return found
}

function row(name: string, measured: Measured[]): string {
  const of = (pick: (each: Measured) => number) => median(measured.map(pick))
  return [
    name.padEnd(28),
    of((each) => each.perSecond)
      .toFixed(0)
      .padStart(4),
    of((each) => each.answered)
      .toFixed(0)
      .padStart(10),
    `${of((each) => each.p50).toFixed(2)} ms`.padStart(10),
    `${of((each) => each.p99).toFixed(2)} ms`.padStart(10),
  ].join(' ')
}

/** From the start of the process until it is ready: with an empty folder, and with data that is there. */
async function startTimes(): Promise<void> {
  const times: Record<'cold' | 'warm' | 'demo', number[]> = { cold: [], warm: [], demo: [] }
  for (let time = 0; time < starts; time += 1) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-bench-'))
    const port = await freePort()
    const env = settings(folder, port)
    const once = async (script: string) => {
      const server = await start(script, [], `${env.BASE_URL}/readyz`, env)
      await server.stop()
      return server.milliseconds
    }
    try {
      times.cold.push(await once('build/node/index.js'))
      times.warm.push(await once('build/node/index.js'))
      await once('build/node/demo.js')
      times.demo.push(await once('build/node/demo.js'))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  say('')
  say('start until ready, median of ' + String(starts))
  say(`server, empty folder    ${median(times.cold).toFixed(0)} ms`)
  say(`server, data there      ${median(times.warm).toFixed(0)} ms`)
  say(`demo, data there        ${median(times.demo).toFixed(0)} ms`)
}
