import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Mailbox {
  url: string
  /** What has arrived, whole, as it came over the wire. */
  messages: { to: string[]; raw: string }[]
  close(): Promise<void>
}

type Trouble = number | 'hangUp' | 'hangUpAfter' | 'silence' | null

/** A mail server that keeps what it gets. `trouble` is asked at each step and refuses by giving an SMTP error code. */
export async function openMailbox(
  trouble: (step: 'rcpt' | 'data', address: string) => Trouble = () => null,
): Promise<Mailbox> {
  const messages: Mailbox['messages'] = []
  const refusal = (code: number) => Object.assign(new Error('No thanks, maija@laukaa.fi'), { responseCode: code })
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, session, callback) {
      const what = trouble('rcpt', address)
      if (typeof what === 'number') callback(refusal(what))
      else if (what === null) callback()
      else if (what !== 'silence') hangUp(session.id)
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      const to = session.envelope.rcptTo.map((one) => one.address)
      const what = trouble('data', to[0] ?? '')
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (what === 'hangUp') hangUp(session.id)
      })
      stream.on('end', () => {
        if (typeof what === 'number') {
          callback(refusal(what))
          return
        }
        messages.push({ to, raw: Buffer.concat(chunks).toString() })
        if (what === 'hangUpAfter') hangUp(session.id)
        else if (what !== 'silence') callback()
      })
    },
  }
  const server = new SMTPServer(options)
  const hangUp = (id: string) => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
      if (connection.id === id) connection._socket.destroy()
    }
  }
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    messages,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
