import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import {
  contractVersion,
  handshake,
  limits,
  liveNamespace,
  livePath,
  type ClientToServer,
  type ServerToClient,
} from '#app/live/contract.ts'
import { Decoder, Encoder } from '#app/live/wire-parser.ts'
import { personBySession, personInSession } from '#app/features/people/queries.server.ts'
import type { Person } from '#app/features/people/rules.ts'
import type { Database } from '#db/database.ts'
import { fromOurPages } from '../http/origin.ts'
import { openConnection, type Connection, type Rights } from './connection.ts'
import { findDocument, mayWatch, writtenByEditing } from './documents.ts'
import { openNews } from './news.ts'
import { openRate } from './rate.ts'
import { openRightsWatch } from './rights.ts'
import type { Rooms } from './rooms.ts'
import { letHandshakeGo, type LiveSocket } from './wire.ts'

/** Editing counts as use of the session, which is renewed at most this often. */
const renewEvery = 10 * 60_000

export interface Gateway {
  announce(topic: string): void
  /** Takes no more messages. */
  close(): Promise<void>
}

/** The sockets of the HTTP server: who connects, with what rights, and for how long. */
export function openGateway(
  server: HttpServer,
  options: { db: Database; baseUrl: string; now(): number; rooms: Rooms; report(error: unknown, where: string): void },
): Gateway {
  const { db, baseUrl, now, rooms, report } = options
  const io = new Server<ClientToServer, ServerToClient>(server, {
    path: livePath,
    transports: ['websocket'],
    serveClient: false,
    parser: { Encoder, Decoder },
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 10_000,
    // Who is gone is noticed within 30 s. Pings of hundreds of tabs cost as much as their letters: not more often than needed.
    pingInterval: 20_000,
    pingTimeout: 10_000,
    // Room for an update that is a little too large, so that it is refused with words; beyond, the socket is cut.
    maxHttpBufferSize: 4 * limits.updateBytes,
    allowRequest(request, answer) {
      answer(null, fromOurPages(request, baseUrl))
    },
  })
  io.engine.prependListener('connection', tellOldTab)
  // Nobody gets past the door of the default namespace.
  io.use((_socket, next) => {
    next(new Error('unknown'))
  })
  const live = io.of(liveNamespace)
  const connections = new Map<string, Connection>()
  const news = openNews()
  const rates = new Map<string, () => boolean>()
  const rights: Rights = {
    accessOf: async (person, name) => (await findDocument(db, name)?.accessOf(person)) ?? 'none',
    mayWatch: (person, topic) => mayWatch(db.read, person, topic),
  }

  live.use((socket, next) => {
    const cookie = socket.handshake.headers.cookie ?? ''
    personBySession(db, cookie, { baseUrl, now: now() }).then(
      (person) => {
        if (!person) {
          next(new Error('signedOut'))
          return
        }
        ;(socket.data as { person: Person; cookie: string }) = { person, cookie }
        next()
      },
      (error: unknown) => {
        report(error, 'socket sign-in')
        next(new Error('failed'))
      },
    )
  })

  live.on('connection', (socket: LiveSocket) => {
    const { person, cookie } = socket.data as { person: Person; cookie: string }
    const asked = handshake.safeParse(socket.handshake.auth)
    if (!asked.success || asked.data.contract !== contractVersion) {
      socket.emit('reload')
      socket.disconnect(true)
      return
    }
    letHandshakeGo(socket)
    let renewed = now()
    const rate = rates.get(person.id) ?? openRate(limits.messagesPerSecond)
    rates.set(person.id, rate)
    const connection = openConnection(socket, person, {
      rooms,
      rights,
      mayPass: rate,
      agoOf: news.agoOf,
      active() {
        if (now() - renewed < renewEvery) return
        renewed = now()
        personBySession(db, cookie, { baseUrl, now: now() }).catch((error: unknown) => {
          report(error, 'session renewal')
        })
      },
      report,
    })
    connections.set(socket.id, connection)
    socket.on('disconnect', () => {
      connections.delete(socket.id)
      if (![...connections.values()].some((other) => other.person.id === person.id)) rates.delete(person.id)
    })
  })

  const watch = openRightsWatch({
    *connections() {
      for (const [id, connection] of connections) {
        yield { connection, cut: () => live.sockets.get(id)?.disconnect(true) }
      }
    },
    revision: () => db.revision(writtenByEditing),
    personIn: (sessionId) => personInSession(db.read, sessionId, now()),
    rights,
    report,
  })

  return {
    announce(topic) {
      news.tell(topic)
      live.to(topic).emit('changed', topic)
    },
    async close() {
      watch.close()
      io.disconnectSockets(true)
      // Not `io.close()`: that closes the HTTP server too, which is not ours.
      io.engine.close()
      await new Promise((turn) => setImmediate(turn))
    },
  }
}

/**
 * A tab of a release that spoke Socket.IO's own format is told in it to reload, and not to come back; our parser then closes
 * the connection over what it cannot read. What the person typed waits in the browser.
 */
function tellOldTab(conn: EngineSocket) {
  conn.once('data', (first: unknown) => {
    if (typeof first !== 'string' || !first.startsWith(`0${liveNamespace},`)) return
    for (const said of ['0%,{"sid":"-"}', '2%,["reload"]', '1%,']) conn.write(said.replace('%', liveNamespace))
  })
}

/** What we use of Engine.IO's socket. */
type EngineSocket = { once(event: 'data', heard: (data: unknown) => void): void; write(data: string): void }
