import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * Where a conversation with a sender can stand (RFC 5321 3.3): connected, not greeted; MAIL, RCPT, DATA said, not answered;
 * the first of the text here; its final dot here, not answered; answered.
 */
export const smtpSteps = ['connect', 'mail', 'rcpt', 'data', 'text', 'dot', 'answered'] as const
export type SmtpStep = (typeof smtpSteps)[number]

export interface SmtpSink {
  url: string
  /** Connections that are open now. */
  open(): number
  close(): Promise<void>
}

type Hooks = {
  /** Asked at each step, with the recipient once there is one; the sender waits until it comes back. */
  at?: (step: SmtpStep, recipient: string) => Promise<void> | void
  /** The sender is about to be told that it may send the text. */
  invited?: (recipient: string) => void
  /** The final dot is here: the letter is ours from now on, whether or not the sender hears of it. */
  arrived?: (recipient: string) => void
  /** Does the next connection offer to take several commands at once (RFC 2920)? */
  pipelining?: () => boolean
}

/**
 * A mail server that takes everything and keeps nothing, as plain as can be: each step is at hand, and it costs so little that a
 * sender can be measured with it. What a dead sender has left in the connection is still read, as a real server does.
 */
export async function openSmtpSink(hooks: Hooks = {}): Promise<SmtpSink> {
  const connections = new Set<Socket>()
  const server = createServer((socket) => {
    connections.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    talk(socket, hooks)
      .catch(() => undefined)
      .finally(() => {
        connections.delete(socket)
        socket.destroy()
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    open: () => connections.size,
    async close() {
      for (const socket of connections) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function talk(socket: Socket, { at, invited, arrived, pipelining }: Hooks): Promise<void> {
  // Of a connection that is gone, nothing is heard; reading goes on.
  const say = (line: string) => new Promise<void>((said) => socket.write(`${line}\r\n`, () => said()))
  let received = ''
  let recipient = ''
  const text = { open: false, begun: false }

  async function textEnds(): Promise<boolean> {
    if (!text.begun && received !== '') {
      text.begun = true
      if (at) await at('text', recipient)
    }
    const end = received.startsWith('.\r\n') ? 3 : received.indexOf('\r\n.\r\n') + 5
    if (end < 5 && end !== 3) return false
    received = received.slice(end)
    text.open = false
    arrived?.(recipient)
    if (at) await at('dot', recipient)
    await say('250 2.0.0 taken')
    if (at) await at('answered', recipient)
    return true
  }

  async function command(): Promise<boolean> {
    const end = received.indexOf('\r\n')
    if (end < 0) return false
    const line = received.slice(0, end)
    received = received.slice(end + 2)
    const word = line.slice(0, 4).toUpperCase()
    if (word === 'EHLO') {
      await say(`250-sink\r\n${pipelining?.() === false ? '' : '250-PIPELINING\r\n'}250 8BITMIME`)
    } else if (word === 'MAIL') {
      if (at) await at('mail', '')
      await say('250 2.1.0 ok')
    } else if (word === 'RCPT') {
      recipient = /<([^>]*)>/.exec(line)?.[1] ?? ''
      if (at) await at('rcpt', recipient)
      await say('250 2.1.5 ok')
    } else if (word === 'DATA') {
      if (at) await at('data', recipient)
      invited?.(recipient)
      text.open = true
      text.begun = false
      await say('354 go on')
    } else if (word === 'QUIT') {
      await say('221 bye')
      socket.end()
    } else await say('250 ok')
    return true
  }

  if (at) await at('connect', '')
  await say('220 sink ESMTP')
  for await (const bytes of socket) {
    received += (bytes as Buffer).toString('latin1')
    while (text.open ? await textEnds() : await command());
  }
}
