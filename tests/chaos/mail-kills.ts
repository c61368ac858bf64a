import { setTimeout as pause } from 'node:timers/promises'
import { openSmtpSink, smtpSteps, type SmtpStep } from '#tests/support/smtp-sink.ts'
import { openMailScene, type OutboxRow } from './mail-scene.ts'
import { chance, eventually } from './trial.ts'

export type MailReport = {
  kills: Record<SmtpStep, number>
  /** Invitations that the service has made, and how many of their letters it calls sent. */
  invited: number
  sent: number
  /** Letters in doubt at the end, how many of them had arrived, and the most that one kill left. */
  unknown: number
  unknownArrived: number
  mostOfOneKill: number
  /** Recipients with two letters; with none, although the service does not say that it is in doubt. */
  doubled: string[]
  lost: string[]
  /** What else did not hold, in words. */
  wrong: string[]
  /** Letters in doubt that the convener's page shows. */
  shown: number
}

/**
 * REL-3: invitations go out, the sender is killed (SIGKILL) at seeded steps of the conversation with the mail server and
 * started again, until every letter is settled. Then all are counted: what arrived, and what the service says of it.
 * @param options.steps one for each kill, instead of drawn ones
 */
export async function killWhileMailing(options: {
  seed: number
  kills: number
  recipients: number
  steps?: readonly SmtpStep[]
  entry?: string
}): Promise<MailReport> {
  const plan = chance(options.seed)
  const pace = chance(options.seed + 1)
  const arrived = new Map<string, number>()
  /** Who may have been sent text, because the sender was told to go on. */
  const invitedToSend = new Set<string>()
  let aim: { step: SmtpStep; count: number; hit: () => void } | null = null
  let openAtKill = 0
  const sink = await openSmtpSink({
    // Answers that take a while, so that a kill finds the other connections at any step.
    async at(step) {
      if (aim?.step === step && --aim.count <= 0) {
        openAtKill = sink.open()
        aim.hit()
        aim = null
      } else await pause(pace(3))
    },
    invited: (recipient) => invitedToSend.add(recipient),
    arrived: (recipient) => arrived.set(recipient, (arrived.get(recipient) ?? 0) + 1),
    pipelining: () => pace(2) === 0,
  })
  const scene = await openMailScene({ smtpUrl: sink.url, ...options })
  const { server, everybody } = scene
  const report: MailReport = {
    kills: { connect: 0, mail: 0, rcpt: 0, data: 0, text: 0, dot: 0, answered: 0 },
    invited: 0,
    sent: 0,
    unknown: 0,
    unknownArrived: 0,
    mostOfOneKill: 0,
    doubled: [],
    lost: [],
    wrong: [],
    shown: 0,
  }

  const settled = () => {
    const { letters, invited } = scene.onDisk()
    return invited === everybody.length && letters.every(({ state }) => state !== 'waiting' && state !== 'sending')
  }

  /** What a kill has left on the disk, before a service has looked at it. */
  function judge(step: SmtpStep, letters: OutboxRow[]) {
    const doubtful = letters.filter(({ state, handedOverAt }) => state === 'sending' && handedOverAt !== null)
    report.mostOfOneKill = Math.max(report.mostOfOneKill, doubtful.length)
    if (doubtful.length > openAtKill) {
      report.wrong.push(`${String(doubtful.length)} in doubt for ${String(openAtKill)} connections (${step})`)
    }
    for (const { recipient } of doubtful) {
      if (!invitedToSend.has(recipient)) report.wrong.push(`${recipient} in doubt before its text could go (${step})`)
    }
    const known = new Set(doubtful.map(({ recipient }) => recipient))
    for (const { recipient, state } of letters) {
      const goesAgain = state === 'waiting' || (state === 'sending' && !known.has(recipient))
      if (goesAgain && arrived.has(recipient)) report.wrong.push(`${recipient} arrived and would go again (${step})`)
    }
  }

  try {
    let sending: Promise<void> | null = null
    let drawn = 0
    for (let kill = 0; kill < options.kills; kill += 1) {
      const step = options.steps?.[kill] ?? smtpSteps[drawn++ % smtpSteps.length] ?? 'dot'
      // Connections are few: the sender keeps them.
      const count = 1 + plan(step === 'connect' ? 2 : 5)
      let dead = false
      aim = {
        step,
        count,
        hit: () => {
          dead = true
          process.kill(server.pid(), 'SIGKILL')
        },
      }
      const hit = () => dead
      if (kill === 0) sending = scene.send()
      else {
        await server.restart().catch((error: unknown) => {
          if (!hit()) throw error
        })
      }
      await eventually(() => hit() || settled(), 120)
      if (!hit() && settled()) break
      if (!hit()) throw new Error(`Nothing came to the step ${step} in two minutes:\n${server.output()}`)
      await server.kill()
      // What was in the connections is read to its end.
      await eventually(() => sink.open() === 0, 10)
      report.kills[step] += 1
      judge(step, scene.onDisk().letters)
    }
    aim = null
    await sending?.catch(() => undefined)
    if (!server.running()) await server.restart()
    if (!(await eventually(settled, 120))) report.wrong.push('not all letters were settled in two minutes')

    const { letters, invited } = scene.onDisk()
    const stateOf = new Map(letters.map(({ recipient, state }) => [recipient, state]))
    const unknown = everybody.filter(({ email }) => stateOf.get(email) === 'unknown')
    const page = await scene.notReachedPage()
    return {
      ...report,
      invited,
      sent: letters.filter(({ state }) => state === 'sent').length,
      unknown: unknown.length,
      unknownArrived: unknown.filter(({ email }) => arrived.has(email)).length,
      doubled: everybody.map(({ email }) => email).filter((email) => (arrived.get(email) ?? 0) > 1),
      lost: everybody
        .map(({ email }) => email)
        .filter((email) => !arrived.has(email) && stateOf.get(email) !== 'unknown'),
      shown: unknown.filter(({ name }) => page.includes(name)).length,
    }
  } finally {
    await server.close()
    await sink.close()
  }
}
