import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { hocuspocus, installPeers, ours, relay, ySocketIo, yWebsocket } from './live/contestants.ts'
import { typeTogether, type Crowd, type Typed } from './live/crowd.ts'
import { idle, join, writeDocument, type Joined } from './live/joins.ts'
import { killRounds } from './live/kills.ts'
import type { Contestant, Running } from './live/tab.ts'

const say = (line = '') => process.stdout.write(`${line}\n`)
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const peers = [hocuspocus, yWebsocket, ySocketIo]
const round = (value: number, digits = 1) => value.toFixed(digits)

type Plan = { rounds: number; seconds: number; kills: number; idle: number }
const whole: Plan = { rounds: 3, seconds: 8, kills: 20, idle: 1000 }
const quick: Plan = { rounds: 1, seconds: 3, kills: 3, idle: 100 }

let broken = 0

/**
 * The live agenda beside its peers and beside a relay that does nothing: one run, each round in the other order, medians.
 * Every round is checked: each letter reached every tab, and the copies are the same.
 */
export async function bench(words: string[]): Promise<void> {
  const value = (flag: string) => Number(words[words.indexOf(flag) + 1])
  const plan = { ...(words.includes('--quick') ? quick : whole) }
  if (words.includes('--rounds')) plan.rounds = value('--rounds')
  if (words.includes('--kills')) plan.kills = value('--kills')
  const only = words.includes('--only') ? (words[words.indexOf('--only') + 1] ?? '').split(',') : null
  const wanted = (name: string) => !only || only.includes(name)
  installPeers(say)
  say(
    `${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
  )
  const folder = await mkdtemp(path.join(tmpdir(), 'kutsu-bench-live-'))
  try {
    if (wanted('one')) await oneAgenda(folder, plan)
    if (wanted('many')) await manyAgendas(folder, plan)
    if (wanted('busy')) await busyAgenda(folder, plan)
    if (wanted('join')) await joining(folder, plan)
    if (wanted('kill')) await killing(folder, plan)
    if (wanted('idle')) await idling(folder, plan)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  say()
  say(
    broken === 0
      ? 'Every round was whole: all letters arrived everywhere, all copies were equal.'
      : `${String(broken)} rounds were not whole.`,
  )
  if (broken > 0) process.exitCode = 1
}

async function oneAgenda(folder: string, plan: Plan) {
  const crowd = { documents: 1, tabs: 200, typists: 5, editsPerSecond: 25, seconds: plan.seconds }
  const found = await typing('200 on one agenda, 5 typing', folder, [ours, relay, ...peers], crowd, plan)
  const us = found.get(ours)
  const bare = found.get(relay)
  if (!us || !bare) return
  goal('p50 / bare ws relay', us.p50 / bare.p50, 1.15)
  goal('p50 / best peer', us.p50 / best(found, 'p50'), 1)
  goal('p99 / best peer', us.p99 / best(found, 'p99'), 1)
  goal('CPU per delivery / Hocuspocus', us.cpu / (found.get(hocuspocus)?.cpu ?? NaN), 0.75)
  goal('bytes per delivery / y-websocket', us.bytes / (found.get(yWebsocket)?.bytes ?? NaN), 1)
}

async function manyAgendas(folder: string, plan: Plan) {
  const crowd = { documents: 100, tabs: 4, typists: 1, editsPerSecond: 200, seconds: plan.seconds }
  const found = await typing('100 agendas of 4 people', folder, [ours, ...peers], crowd, plan)
  const us = found.get(ours)
  if (!us) return
  goal('p50 / best peer', us.p50 / best(found, 'p50'), 0.5)
  goal('p99 / best peer', us.p99 / best(found, 'p99'), 0.5)
  goal('CPU per delivery / best peer', us.cpu / best(found, 'cpu'), 0.5)
}

async function busyAgenda(folder: string, plan: Plan) {
  for (const editsPerSecond of [200, 800]) {
    const crowd = { documents: 1, tabs: 100, typists: 50, editsPerSecond, seconds: plan.seconds }
    const found = await typing(
      `100 people, ${String(editsPerSecond)} edits a second`,
      folder,
      [ours, hocuspocus, ySocketIo],
      crowd,
      plan,
    )
    const us = found.get(ours)
    if (!us) continue
    goal('CPU per delivery / Hocuspocus', us.cpu / (found.get(hocuspocus)?.cpu ?? NaN), 0.55)
    goal('CPU per delivery / y-socket.io', us.cpu / (found.get(ySocketIo)?.cpu ?? NaN), 0.4)
    goal('p95, milliseconds', us.p95, 60)
  }
}

/** One workload by all of them, taking turns. */
async function typing(title: string, folder: string, all: Contestant[], crowd: Crowd, plan: Plan) {
  heading(title, 'p50      p95      p99   CPU/1,000  bytes   deliveries')
  const found = new Map<Contestant, Typed[]>()
  await takingTurns(
    all,
    plan.rounds,
    folder,
    crowd.documents * crowd.tabs,
    crowd.documents,
    async (contestant, running) => {
      const typed = await typeTogether(running, crowd)
      if (!typed.whole) notWhole(contestant)
      found.set(contestant, [...(found.get(contestant) ?? []), typed])
    },
  )
  const medians = new Map<Contestant, Typed>()
  for (const contestant of all) {
    const turns = found.get(contestant) ?? []
    const of = (key: Exclude<keyof Typed, 'whole'>) => median(turns.map((turn) => turn[key]))
    const mid: Typed = {
      p50: of('p50'),
      p95: of('p95'),
      p99: of('p99'),
      cpu: of('cpu'),
      bytes: of('bytes'),
      deliveries: of('deliveries'),
      whole: turns.every((turn) => turn.whole),
    }
    medians.set(contestant, mid)
    const cells = [
      round(mid.p50, 2),
      round(mid.p95, 2),
      round(mid.p99, 2),
      round(mid.cpu, 2),
      round(mid.bytes),
      String(mid.deliveries),
    ]
    row(contestant, cells)
  }
  return medians
}

async function joining(folder: string, plan: Plan) {
  const edits = plan.rounds === 1 ? 400 : 2000
  heading(`200 join a document of ${String(edits)} edits within a second`, 'CPU, ms    bytes')
  const found = new Map<string, Joined[]>()
  const note = (name: string, joined: Joined) => {
    if (!joined.whole) broken += 1
    found.set(name, [...(found.get(name) ?? []), joined])
  }
  await takingTurns([ours, ...peers], plan.rounds, folder, 200, 1, async (contestant, running) => {
    const document = running.documents[0] ?? ''
    const wanted = await writeDocument(running, document, edits)
    note(contestant.name, await join(running, document, wanted, 200, null))
    const carried = await running.carried(document)
    if (carried) note('ours, from the page', await join(running, document, wanted, 200, carried))
  })
  const mid = (name: string) => {
    const turns = found.get(name) ?? []
    return { cpu: median(turns.map(({ cpu }) => cpu)), bytes: median(turns.map(({ bytes }) => bytes)) }
  }
  for (const name of found.keys())
    say(`${name.padEnd(22)}${round(mid(name).cpu, 2).padStart(9)}${round(mid(name).bytes, 0).padStart(9)}`)
  const bestPeer = Math.min(...peers.map(({ name }) => mid(name).cpu))
  goal('CPU per join / best peer', mid('ours').cpu / bestPeer, 0.4)
  goal('kB on the socket', mid('ours').bytes / 1000, 35)
  goal('kB on the socket, from the page', mid('ours, from the page').bytes / 1000, 1)
}

async function killing(folder: string, plan: Plan) {
  heading(`kill -9 mid-typing, all tabs gone, ${String(plan.kills)} times`, 'promised   lost   outage, ms')
  const outage = new Map<Contestant, number>()
  for (const contestant of [ours, ...peers]) {
    const running = await contestant.start(folder, 40, 5)
    try {
      const { promised, lost, outages } = await killRounds(running, plan.kills, contestant === ours)
      outage.set(contestant, median(outages))
      row(contestant, [String(promised), String(lost), outages.length > 0 ? round(median(outages), 0) : '–'])
      if (contestant === ours) goal('acknowledged edits lost', lost, 0)
    } finally {
      await running.stop()
    }
  }
  goal(
    'outage / quickest peer',
    // Who lost the document in every round was never back.
    (outage.get(ours) ?? NaN) / Math.min(...peers.map((each) => outage.get(each) ?? NaN).filter(Number.isFinite)),
    1,
  )
}

async function idling(folder: string, plan: Plan) {
  heading(`${String(plan.idle)} idle connections`, 'kB each')
  const found = new Map<Contestant, number[]>()
  await takingTurns([ours, relay, ...peers], plan.rounds, folder, 250, 10, async (contestant, running) => {
    found.set(contestant, [...(found.get(contestant) ?? []), await idle(running, plan.idle)])
  })
  const mid = (contestant: Contestant) => median(found.get(contestant) ?? [])
  for (const contestant of found.keys()) row(contestant, [round(mid(contestant))])
  goal('memory / Hocuspocus', mid(ours) / mid(hocuspocus), 1)
  goal('memory / y-socket.io', mid(ours) / mid(ySocketIo), 0.8)
}

/** Each contestant anew in each round, and each round in the other order. */
async function takingTurns(
  all: Contestant[],
  rounds: number,
  folder: string,
  people: number,
  documents: number,
  turn: (contestant: Contestant, running: Running) => Promise<void>,
) {
  for (let count = 0; count < rounds; count += 1) {
    for (const contestant of count % 2 === 0 ? all : [...all].reverse()) {
      const running = await contestant.start(
        path.join(folder, `${String(count)}-${String(Math.random())}`),
        people,
        documents,
      )
      try {
        await turn(contestant, running)
      } finally {
        await running.stop()
      }
    }
  }
}

function best(found: Map<Contestant, Typed>, key: 'p50' | 'p99' | 'cpu'): number {
  return Math.min(...peers.map((each) => found.get(each)?.[key] ?? Infinity))
}

function notWhole(contestant: Contestant) {
  broken += 1
  say(`  ${contestant.name}: a round was not whole`)
}

function heading(title: string, columns: string) {
  say()
  say(title)
  say(`${''.padEnd(22)}${columns}`)
}

function row({ name }: Contestant, cells: string[]) {
  say(name.padEnd(20) + cells.map((cell) => cell.padStart(9)).join(''))
}

function goal(what: string, ratio: number, most: number) {
  const met = ratio <= most
  say(
    `  ${what.padEnd(34)} ${round(ratio, 2).padStart(7)}   goal ${String(most)}: ${met ? 'met' : `missed by ${round(ratio - most, 2)}`}`,
  )
}
