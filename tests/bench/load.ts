import { createConnection, type Socket } from 'node:net'

/*
 * The load generator, a process of its own: `node load.ts ADDRESS CONNECTIONS SECONDS [COOKIE]`. Keeps connections open, sends the
 * next request when the answer before is complete, and prints one line of JSON. Written on bare sockets, so that it takes
 * less of the machine than what it measures. Loopback only.
 */

const [address = '', connections = '8', seconds = '3', cookie = ''] = process.argv.slice(2)
const url = new URL(address)
if (!['localhost', '127.0.0.1'].includes(url.hostname)) throw new Error('The load generator measures this machine only')

const headers = [`Host: ${url.host}`, 'Accept-Encoding: identity', ...(cookie ? [`Cookie: ${cookie}`] : [])]
const request = `GET ${url.pathname}${url.search} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`
/** At most this many requests, however fast they are answered. */
const most = 200_000

let answered = 0
let wrong = 0
const times: number[] = []
const started = performance.now()
const until = started + Number(seconds) * 1000

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = createConnection({ host: '127.0.0.1', port: Number(url.port) })
    socket.setNoDelay(true)
    let received: Buffer = Buffer.alloc(0)
    let sent = 0
    const send = () => {
      if (performance.now() > until || answered >= most) {
        socket.end()
        resolve()
        return
      }
      sent = performance.now()
      socket.write(request)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      if (!isWhole(received)) return
      answered += 1
      if (!received.subarray(0, 12).toString('latin1').startsWith('HTTP/1.1 200')) wrong += 1
      times.push(performance.now() - sent)
      received = Buffer.alloc(0)
      send()
    })
  })
}

/** Has the whole answer come: as many bytes as Content-Length says, or the last chunk. */
function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))
  if (length) return bytes.length >= end + 4 + Number(length[1])
  return bytes.length > end + 8 && bytes.subarray(-5).toString('latin1') === '0\r\n\r\n'
}

await Promise.all(Array.from({ length: Number(connections) }, open))
times.sort((a, b) => a - b)
const percentile = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
const elapsed = (performance.now() - started) / 1000
process.stdout.write(
  JSON.stringify({ perSecond: answered / elapsed, answered, wrong, p50: percentile(0.5), p99: percentile(0.99) }),
)
