import { createTransport } from 'nodemailer'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { system } from '#app/features/audit/rules.ts'
import { addressesIn } from '#app/features/links/queries.server.ts'
import { linkPlaceholderPattern } from '#app/features/links/rules.ts'
import { claimLetters, type ClaimedLetter } from '#app/features/mail/claim-letters.server.ts'
import { sendingCount } from '#app/features/mail/queries.server.ts'
import { recoverLetters } from '#app/features/mail/recover-letters.server.ts'
import { withoutAddresses, type Try } from '#app/features/mail/rules.ts'
import { stopLateLetters } from '#app/features/mail/stop-late-letters.server.ts'
import type { Queries, Writer } from '#db/database.ts'
import type { Env } from '../env.ts'
import type { Closable, Services } from '../services.ts'
import { openLetterNotes } from './letter-notes.ts'
import type { Job } from './repeat.ts'

/** Letters on their way at a time; each has its own connection to the mail server. */
const connections = 3
/** Letters claimed at a time: few, so that what is taken back meanwhile still can be. */
const claimed = 12

type Delivery = Pick<Services, 'db' | 'log'> & {
  env: Pick<Env, 'smtpUrl' | 'mailFrom' | 'baseUrl' | 'secret'>
  context: Pick<Services['context'], 'now' | 'report'>
}

/**
 * Sends the letters that are due, and stops those whose time is over. One transport for the life of the process. Without a
 * mail server letters wait in the outbox.
 */
export function deliverMail(services: Delivery): Job & Closable {
  const { db, log, env, context } = services

  async function stopLate(stopping: AbortSignal) {
    let more = true
    while (more && !stopping.aborted) ({ more } = await stopLateLetters(db, { actor: system, now: context.now() }))
  }

  if (env.smtpUrl === null) return { every: 3_600_000, run: stopLate, close: () => Promise.resolve() }
  const transport = openTransport(env.smtpUrl)
  // A claim that a power cut forgets was none: the letter waits.
  const unsynced: Writer = { write: (work) => db.writeUnsynced(work) }
  const notes = openLetterNotes(db, context.now)

  async function deliver(letter: ClaimedLetter): Promise<void> {
    const { id, kind } = letter
    const message = () => messageOf(db.read, { ...env, now: context.now() }, letter)
    const outcome = await send(transport, message, () => notes.handOver(id))
    const settled = await notes.settle(letter, outcome)
    if (settled.ok) log.info({ letter: id, kind, state: settled.state }, 'letter')
  }

  return {
    every: 15_000,
    async run(stopping) {
      // Runs never overlap, so what is in `sending` now was left by a sender that died.
      if ((await sendingCount(db.read)) > 0) await recoverLetters(db, { actor: system, now: context.now() })
      await stopLate(stopping)
      const underWay = new Map<string, Promise<void>>()
      let ready: ClaimedLetter[] = []
      for (;;) {
        if (stopping.aborted) break
        if (ready.length === 0) ready = await claimLetters(unsynced, { limit: claimed, now: context.now() })
        for (const letter of ready.splice(0, connections - underWay.size)) {
          const delivery = deliver(letter)
            .catch((error: unknown) => context.report(error, '/jobs/deliver-mail'))
            .finally(() => underWay.delete(letter.id))
          underWay.set(letter.id, delivery)
        }
        if (underWay.size === 0) return
        // A server that keeps one letter waiting does not keep the others: what is queued meanwhile is seen in a second.
        const room = underWay.size < connections ? [pause(1000, undefined, { ref: false })] : []
        await Promise.race([...underWay.values(), ...room])
      }
      await Promise.all(underWay.values())
      // Claimed, and its turn never came.
      if (ready.length > 0) await recoverLetters(db, { actor: system, now: context.now() })
    },
    close() {
      transport.close()
      return Promise.resolve()
    },
  }
}

type Transport = ReturnType<typeof openTransport>

function openTransport(url: string) {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    // Short enough that a server which says nothing does not hold up a stop of the service (OPS-1).
    connectionTimeout: 8000,
    greetingTimeout: 8000,
    socketTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // The text is asked for when the server is ready for it (354 after DATA): that is the moment to write down. It is put together
  // before, so that it goes out in one piece and costs one stream, not a chain of them.
  transport.use('stream', (mail, done) => {
    const { handingOver } = mail.data as { handingOver?: () => Promise<void> }
    mail.message.build((error, text) => {
      mail.message.createReadStream = () =>
        Readable.from(
          (async function* () {
            await handingOver?.()
            yield text
          })(),
          { objectMode: false },
        )
      done(error)
    })
  })
  return transport
}

/** The message as it goes out, with its links filled in: they exist nowhere before this (SEC-8). Null: a link is closed. */
async function messageOf(db: Queries, env: Delivery['env'] & { now: number }, letter: ClaimedLetter) {
  const { subjectId, text, html } = letter
  const linkIds = Array.from(`${text}${html}`.matchAll(linkPlaceholderPattern), ([, linkId = '']) => linkId)
  const addresses = await addressesIn(db, { subjectId, linkIds }, env)
  if (addresses === null) return null
  const filled = (text: string) =>
    text.replace(linkPlaceholderPattern, (_, linkId: string) => addresses.get(linkId) ?? '')
  return {
    from: { name: letter.fromName ?? 'Kutsu', address: env.mailFrom },
    // An object, not a text: a text with a comma would be several recipients (SEC-14).
    to: { name: '', address: letter.recipient },
    ...(letter.replyTo !== null && { replyTo: { name: letter.fromName ?? '', address: letter.replyTo } }),
    subject: letter.subject,
    text: filled(text),
    html: filled(html),
    // The same at every try, so that a mailbox that gets it twice can see that (REL-3).
    messageId: `<${letter.id}@${new URL(env.baseUrl).hostname}>`,
    date: new Date(letter.queuedAt),
    headers: { 'Content-Language': letter.language, 'Auto-Submitted': 'auto-generated' },
  }
}

/** Tries once. Trouble is an outcome, in the words of the receiving server. */
async function send(
  transport: Transport,
  message: () => ReturnType<typeof messageOf>,
  mayGo: () => Promise<boolean>,
): Promise<Try> {
  let text: 'kept' | 'late' | 'handedOver' = 'kept'
  const handingOver = async () => {
    text = (await mayGo()) ? 'handedOver' : 'late'
    // Thrown before the first byte, it ends the connection, and with it the letter (RFC 5321 4.1.1.4).
    if (text === 'late') throw new Error('The letter was taken back')
  }
  const at = () => text
  try {
    const written = await message()
    if (written === null) return { ok: false, closed: true }
    await transport.sendMail(Object.assign(written, { handingOver }))
    return { ok: true }
  } catch (thrown) {
    if (at() === 'late') return { ok: false, closed: true }
    const error = thrown as Error & { code?: string; command?: string; responseCode?: number }
    return {
      ok: false,
      responseCode: error.responseCode ?? null,
      refusedLetter: error.code === 'EENVELOPE' || error.code === 'EMESSAGE',
      refusedAddress: error.code === 'EENVELOPE' && error.command === 'RCPT TO',
      handedOver: at() === 'handedOver',
      trouble: withoutAddresses(error.message),
    }
  }
}

/** Can the mail server be reached, and does it take our password? For `kutsu doctor`. */
export async function mailServerTrouble(url: string): Promise<string | null> {
  const transport = createTransport({ url, connectionTimeout: 5000, greetingTimeout: 5000 })
  return transport.verify().then(
    () => null,
    (error: unknown) => withoutAddresses(error instanceof Error ? error.message : String(error)),
  )
}
