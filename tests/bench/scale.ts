import { eq } from 'drizzle-orm'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { roles } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openDatabase, type Database } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { projectRoot } from '#server/project-root.ts'
import { sessionOf } from '#tests/live/stage.ts'
import { invitationQueries } from '#tests/support/invitation-queries.ts'
import { plansOf, scansOf } from '#tests/support/query-plans.ts'
import { aloneScale, realScale, writeRealScale } from '#tests/support/real-scale.ts'
import { freePort } from '#tests/support/server.ts'
import { start } from './processes.ts'

const times = 15
const secret = 'bench-q8Zr1vX6tLw3Ns9KfYd2HbJm5PcGa7UeTo4'
const say = (line = '') => process.stdout.write(`${line}\n`)
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/**
 * The pages of an event with 5,000 invitees in a service of the real size, beside the same event in a service that has nothing else:
 * what others have must not be felt. The plan of each query is told, and none may read the tall tables from end to end.
 */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-bench-scale-'))
  try {
    const whole = await made(folder, 'whole', realScale)
    const alone = await made(folder, 'alone', aloneScale)
    await plans(whole)
    const reading = [openDatabase(whole.file), openDatabase(alone.file)] as const
    await compare('queries', queries(reading[0], whole), queries(reading[1], alone))
    for (const db of reading) await db.close()
    const served = [await byHttp(whole), await byHttp(alone)] as const
    try {
      const pages = await compare('pages, by HTTP', served[0].pages, served[1].pages)
      const slow = pages.filter(({ time }) => time > 100).map(({ name }) => name)
      say(slow.length === 0 ? 'No page takes more than 100 ms.' : `More than 100 ms: ${slow.join(', ')}`)
    } finally {
      for (const { stop } of served) await stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Made = { dataDir: string; file: string; eventId: string; convenerId: string; linkId: string; invitationId: string }

async function made(folder: string, name: string, scale: typeof realScale): Promise<Made> {
  const dataDir = path.join(folder, name)
  await mkdir(dataDir)
  const file = path.join(dataDir, 'kutsu.db')
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  const since = performance.now()
  const written = writeRealScale(file, scale, { seed: 2026, now: Date.now() })
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  say(`${name}: ${JSON.stringify(scale)}, ${String(Math.round((await stat(file)).size / 1e6))} MB in ${seconds} s`)
  const db = openDatabase(file)
  try {
    const [first] = await db.read.select().from(invitations).where(eq(invitations.linkId, written.linkId))
    const held = { id: newId(), personId: written.convenerId, role: 'administrator' as const, scopeId: '*' }
    // So that one person sees all pages that are measured.
    await db.write(async (tx) => tx.insert(roles).values({ ...held, associationId: null, createdAt: Date.now() }))
    return { dataDir, file, ...written, invitationId: first?.id ?? '' }
  } finally {
    await db.close()
  }
}

async function plans({ file, eventId, invitationId }: Made): Promise<void> {
  say()
  for (const [name, query] of invitationQueries(eventId, invitationId)) {
    const found = await plansOf(file, query)
    say(name)
    for (const { steps } of found) say(`  ${steps.join('; ')}`)
    const scans = scansOf(found, ['invitations', 'letters'])
    if (scans.length > 0) {
      process.exitCode = 1
      say(`  READS A WHOLE TABLE: ${scans.join('; ')}`)
    }
  }
}

type Work = { name: string; run: () => Promise<unknown> }

/** The same work in both, taking turns, so that what else the machine does is in both. */
async function compare(title: string, whole: Work[], alone: Work[]): Promise<{ name: string; time: number }[]> {
  say()
  say(`${title.padEnd(34)}at scale       alone   ratio`)
  const cell = (value: number) => `${value.toFixed(2)} ms`.padStart(11)
  const found = []
  for (const [place, { name, run }] of whole.entries()) {
    const other = alone[place]?.run ?? run
    const all: { ours: number[]; others: number[] } = { ours: [], others: [] }
    for (let turn = 0; turn < times + 3; turn += 1) {
      const pair = [await timed(run), await timed(other)] as const
      // The first ones find nothing warm.
      if (turn < 3) continue
      all.ours.push(pair[0])
      all.others.push(pair[1])
    }
    const [time, without] = [median(all.ours), median(all.others)]
    say(`${name.padEnd(31)}${cell(time)} ${cell(without)} ${(time / without).toFixed(2).padStart(7)}`)
    found.push({ name, time })
  }
  return found
}

function queries(db: Database, { eventId, invitationId }: Made): Work[] {
  return invitationQueries(eventId, invitationId).map(([name, query]) => ({ name, run: () => query(db.read) }))
}

/** The whole pages, from the compiled service: what one person waits for, one request at a time. */
async function byHttp({
  dataDir,
  file,
  eventId,
  convenerId,
  linkId,
}: Made): Promise<{ pages: Work[]; stop(): Promise<void> }> {
  const port = String(await freePort())
  const baseUrl = `http://localhost:${port}`
  const db = openDatabase(file)
  const cookie = await sessionOf(db, convenerId)
  const answerPage = await linkAddress(db.read, { secret, baseUrl, linkId })
  await db.close()
  const env = {
    KUTSU_MODE: 'demo',
    HOST: '127.0.0.1',
    PORT: port,
    BASE_URL: baseUrl,
    SECRET: secret,
    DATA_DIR: dataDir,
  }
  const server = await start('build/node/index.js', [], `${baseUrl}/readyz`, { ...env, LOG_LEVEL: 'error' })
  // A cookie that the service does not know: such a request is not answered from memory.
  const anybody = 'other=1'
  const event = `${baseUrl}/events/${eventId}`
  const pages: [string, string, string][] = [
    ['invitations, no answer', `${event}/invitations?part=none`, cookie],
    ['invitations, answered', `${event}/invitations?part=answered`, cookie],
    ['invitations, not reached', `${event}/invitations?part=notReached`, cookie],
    ['invite: whom', `${event}/invitations/new`, cookie],
    ['invite: the list', `${event}/invitations/new/list`, cookie],
    ['Home', `${baseUrl}/`, cookie],
    ['events', `${baseUrl}/events`, cookie],
    ['event', event, cookie],
    ['outbox', `${baseUrl}/admin/outbox`, cookie],
    ['public calendar', `${baseUrl}/calendar`, anybody],
    ['public event', event, anybody],
    ['answer page', answerPage, anybody],
  ]
  const ask = async (name: string, address: string, as: string) => {
    const answer = await fetch(address, { headers: { Cookie: as }, redirect: 'manual' })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${name} gave ${String(answer.status)}`)
  }
  return {
    pages: pages.map(([name, address, as]) => ({ name, run: () => ask(name, address, as) })),
    stop: () => server.stop(),
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await work()
  return performance.now() - since
}
