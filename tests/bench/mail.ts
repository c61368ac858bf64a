import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { letters as outbox } from '#app/features/mail/tables.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { linkPlaceholderPattern } from '#app/features/links/rules.ts'
import { newId } from '#app/lib/ids.ts'
import { openDatabase, type Database } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { projectRoot } from '#server/project-root.ts'
import { usage } from '#tests/chaos/watch-process.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'
import { freePort } from '#tests/support/server.ts'
import type { SinkNews } from './mail-sink.ts'

const rounds = 3
/** As many as the service opens (server/jobs/deliver-mail.ts). */
const connections = 3
const tsx = ['--import', 'tsx']

const say = (line = '') => process.stdout.write(`${line}\n`)
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

type Sent = { perSecond: number; cpu: number; memoryEarly: number; memoryEnd: number }

/**
 * Invitations by our compiled service, from its outbox on the disk, beside bare nodemailer that sends the same letters from
 * memory with as many connections: one run, taking turns, medians. The mail server is a process of its own.
 */
export async function bench(words: string[]): Promise<void> {
  const flag = words.indexOf('--letters')
  const count = flag < 0 ? 5000 : Number(words[flag + 1])
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-bench-mail-'))
  try {
    say(`${String(count)} invitations, ${String(connections)} connections`)
    await prepare(folder, count)
    const ours: Sent[] = []
    const bare: Sent[] = []
    const both = [
      async () => ours.push(await byService(folder, 'queued', count)),
      async () =>
        bare.push(
          await measure(count, (url) =>
            node('tests/bench/bare-nodemailer.ts', [url, String(connections), path.join(folder, 'letters.json')]),
          ),
        ),
    ]
    for (let round = 0; round < rounds; round += 1) {
      for (const turn of round % 2 === 0 ? both : [...both].reverse()) await turn()
    }
    const pressed = await byService(folder, 'pressed', count)
    say('                                letters/s   ms/letter   MB at 10 %   MB at end')
    row('ours, from the outbox', ours)
    row('bare nodemailer', bare)
    row('ours, from the press of "Send"', [pressed])
    const of = (sent: Sent[], pick: (each: Sent) => number) => median(sent.map(pick))
    goal(
      'letters a second / bare nodemailer',
      of(ours, (each) => each.perSecond) / of(bare, (each) => each.perSecond),
      'least',
      0.7,
    )
    goal(
      'memory at the end / at a tenth',
      of(ours, (each) => each.memoryEnd / each.memoryEarly),
      'most',
      1.2,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function row(name: string, sent: Sent[]) {
  const of = (pick: (each: Sent) => number) => median(sent.map(pick))
  const cells = [
    of((each) => each.perSecond)
      .toFixed(0)
      .padStart(10),
    of((each) => each.cpu)
      .toFixed(2)
      .padStart(11),
    of((each) => each.memoryEarly)
      .toFixed(0)
      .padStart(12),
    of((each) => each.memoryEnd)
      .toFixed(0)
      .padStart(11),
  ]
  say(`${name.padEnd(31)}${cells.join(' ')}`)
}

function goal(what: string, found: number, bound: 'least' | 'most', wanted: number) {
  const met = bound === 'least' ? found >= wanted : found <= wanted
  say(`  ${what.padEnd(36)} ${found.toFixed(2)}   goal at ${bound} ${String(wanted)}: ${met ? 'met' : 'missed'}`)
}

/** Data folders to start from: `pressed`, a sending nobody has been invited by; `queued`, all its letters in the outbox. */
async function prepare(folder: string, count: number): Promise<void> {
  const now = Date.now()
  const pressed = path.join(folder, 'pressed')
  await mkdir(pressed)
  const file = path.join(pressed, 'kutsu.db')
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  await using(file, async (db) => {
    const organiser = await makeOrganiser(db)
    const convener = await makePerson(db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
    const event = await makeEvent(db, { organiserId: organiser.id, convenerId: convener.id })
    await db.write(async (tx) => {
      for (let place = 0; place < count; place += 1) {
        const name = `Laukaan yhdistys ${String(place + 1)} ry`
        await makeAssociation(tx, {
          name,
          municipalityId: organiser.id,
          email: `yhdistys${String(place + 1)}@jarjesto.fi`,
        })
      }
    })
    const started = await createSending(db, {
      id: newId(),
      eventId: event.id,
      audience: everybodyOf(organiser.id),
      letter: letterSaying({ fi: 'Tervetuloa mukaan keskustelemaan yhdistysten ja kunnan yhteisistä asioista.' }),
      anyway: true,
      actor: { kind: 'person', personId: convener.id },
      now,
    })
    if (!started.ok) throw new Error(started.reason)
  })
  await cp(pressed, path.join(folder, 'queued'), { recursive: true })
  await using(path.join(folder, 'queued/kutsu.db'), async (db) => {
    while ((await sendInvitationChunk(db, { now })).more);
    const queued = await db.read.select().from(outbox)
    if (queued.length !== count) throw new Error(`${String(queued.length)} letters were queued`)
    // As long as the real addresses, which stand nowhere before a letter goes out.
    const address = `http://localhost:3000/rsvp/${'x'.repeat(52)}`
    const filled = (text: string) => text.replace(linkPlaceholderPattern, address)
    const messages = queued.map((letter) => ({
      from: { name: letter.fromName, address: 'kutsu@laukaa.fi' },
      to: { name: '', address: letter.recipient },
      replyTo: { name: letter.fromName, address: letter.replyTo },
      subject: letter.subject,
      text: filled(letter.text),
      html: filled(letter.html),
      messageId: `<${letter.id}@localhost>`,
      headers: { 'Content-Language': letter.language, 'Auto-Submitted': 'auto-generated' },
    }))
    await writeFile(path.join(folder, 'letters.json'), JSON.stringify(messages))
  })
}

async function using(file: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase(file)
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

/** The compiled service, on a copy of a data folder. */
async function byService(folder: string, from: 'pressed' | 'queued', count: number): Promise<Sent> {
  const dataDir = path.join(folder, 'data')
  await cp(path.join(folder, from), dataDir, { recursive: true })
  const port = String(await freePort())
  try {
    return await measure(count, (url) =>
      node('build/node/index.js', [], {
        KUTSU_MODE: 'demo',
        HOST: '127.0.0.1',
        PORT: port,
        BASE_URL: `http://localhost:${port}`,
        SECRET: 'bench-q8Zr1vX6tLw3Ns9KfYd2HbJm5PcGa7UeTo4',
        DATA_DIR: dataDir,
        SMTP_URL: url,
        MAIL_FROM: 'kutsu@laukaa.fi',
      }),
    )
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

function node(script: string, words: string[], env: Record<string, string> = {}): ChildProcess {
  const flags = script.endsWith('.ts') ? tsx : []
  return spawn(process.execPath, [...flags, path.join(projectRoot, script), ...words], {
    cwd: projectRoot,
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Starts a sender and waits until everybody has one letter. @throws when somebody has two, or the sender ends */
async function measure(count: number, start: (url: string) => ChildProcess): Promise<Sent> {
  const sink = fork(path.join(projectRoot, 'tests/bench/mail-sink.ts'), [String(count)], { execArgv: tsx })
  const news = async () => ((await once(sink, 'message')) as [SinkNews])[0]
  const first = await news()
  if (!('url' in first)) throw new Error('The mail server gave no address')
  const sender = start(first.url)
  const ended = once(sender, 'exit')
  const early = ended.then(() => Promise.reject(new Error('The sender ended before all had a letter')))
  early.catch(() => undefined)
  try {
    await Promise.race([news(), early])
    const atTenth = await usage(sender.pid ?? 0)
    const last = await Promise.race([news(), early])
    const atEnd = await usage(sender.pid ?? 0)
    if (!('came' in last) || last.recipients !== count) throw new Error('Somebody has two letters, and somebody none')
    return {
      perSecond: count / last.seconds,
      // Of nine tenths: what starting takes is not in it.
      cpu: ((atEnd.cpu - atTenth.cpu) * 1000) / (count * 0.9),
      memoryEarly: atTenth.memoryNow,
      memoryEnd: atEnd.memoryNow,
    }
  } finally {
    sender.kill('SIGTERM')
    await ended
    sink.disconnect()
    await once(sink, 'exit')
  }
}
