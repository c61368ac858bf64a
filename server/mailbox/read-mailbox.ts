import { ImapFlow } from 'imapflow'
import type { Services } from '../services.ts'
import type { Job } from '../jobs/repeat.ts'
import { receiveMessage } from './receive-message.ts'

/** Longer messages are read up to here, bytes: a report stands first, and what it sends back may be long. */
const longest = 1_000_000
/** How far back the mailbox is read, milliseconds: mail servers give up within five days (RFC 5321 4.5.4.1). */
const farthest = 14 * 24 * 3_600_000
/** Our mark on what has been taken, so that people can read the same mailbox: theirs is `\Seen`. */
const taken = '$KutsuTaken'

/** Reads the mailbox that letters come back to, and takes each new message once. Without one nothing is read. */
export function readMailbox(
  services: Pick<Services, 'db' | 'log'> & {
    env: Pick<Services['env'], 'mailboxUrl' | 'baseUrl'>
    context: Pick<Services['context'], 'now'>
  },
): Job {
  const { db, log, env, context } = services
  const { mailboxUrl, baseUrl } = env
  return {
    every: 60_000,
    async run(stopping) {
      if (mailboxUrl === null) return
      await withMailbox(mailboxUrl, async (client) => {
        const mark = markIn(client)
        const since = new Date(context.now() - farthest)
        const found = await client.search(
          { since, ...(mark === taken ? { unKeyword: taken } : { seen: false }) },
          { uid: true },
        )
        for (const uid of found || []) {
          if (stopping.aborted) return
          const message = await client.fetchOne(
            String(uid),
            { source: { start: 0, maxLength: longest } },
            { uid: true },
          )
          // Somebody took it away meanwhile.
          if (!message || !message.source) continue
          const received = await receiveMessage(db, message.source, { baseUrl, now: context.now() })
          log.info({ uid, ...received }, 'message')
          await client.messageFlagsAdd(String(uid), [mark], { uid: true })
        }
      })
    },
  }
}

/** Some servers keep no marks of others' making. */
function markIn({ mailbox }: ImapFlow): string {
  const kept = mailbox ? mailbox.permanentFlags : undefined
  return kept === undefined || kept.has('\\*') || kept.has(taken) ? taken : '\\Seen'
}

/** Can the mailbox be opened? Null, or why not. For `kutsu doctor`. */
export async function mailboxTrouble(url: string): Promise<string | null> {
  return withMailbox(url, (client) => Promise.resolve(client.mailbox ? null : 'there is no such folder')).catch(
    (error: unknown) =>
      error instanceof Error ? ((error as { responseText?: string }).responseText ?? error.message) : String(error),
  )
}

async function withMailbox<T>(address: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { protocol, hostname, port, username, password, pathname } = new URL(address)
  const secure = protocol === 'imaps:'
  const client = new ImapFlow({
    host: hostname,
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: 8000,
    greetingTimeout: 8000,
    socketTimeout: 30_000,
  })
  // Without a listener a connection that breaks would end the process; what was being asked is refused all the same.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX')
    try {
      return await work(client)
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => undefined)
    client.close()
  }
}
