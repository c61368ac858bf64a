import type { Wire } from '#app/live/connection.ts'
import type { LiveSocket } from '#server/live/wire.ts'

type Handler = (...given: unknown[]) => void
type Message = { event: string; arrive(): void }

/** One tab's connection, in memory: what is sent waits until it is let through, and may be lost, doubled or overtaken. */
export interface SimulatedWire {
  wire: Wire
  up(): boolean
  /** Connects; `accept` is the server's door. */
  connect(accept: (socket: LiveSocket) => void): void
  /** Cuts: what is under way is lost, acknowledgements too. */
  cut(): void
  /** Lets so many messages through, one way. */
  toServer(count: number): void
  toTab(count: number): void
  /** The next two edits overtake each other; the next one comes twice. False: there are none. */
  swap(way: 'toServer' | 'toTab'): boolean
  double(way: 'toServer' | 'toTab'): boolean
  waiting(): number
}

export function simulatedWire(): SimulatedWire {
  const tab = emitter()
  const queues: Record<'toServer' | 'toTab', Message[]> = { toServer: [], toTab: [] }
  let server: ReturnType<typeof emitter> | null = null
  let connection = 0

  const wire = {
    id: '',
    connected: false,
    on: tab.on,
    off: tab.off,
    once: tab.once,
    emit(event: string, ...given: unknown[]) {
      const there = server
      if (!there) return
      const here = connection
      const last = given.at(-1)
      // The answer goes the same way as everything else, and is lost with it.
      const answer: Handler = (...words) => {
        if (here === connection && server)
          queues.toTab.push({ event: 'answer', arrive: () => (last as Handler)(...words) })
      }
      const sent = typeof last === 'function' ? [...given.slice(0, -1), answer] : given
      queues.toServer.push({ event, arrive: () => there.fire(event, ...sent) })
    },
  }

  function cut() {
    const there = server
    if (!there) return
    server = null
    queues.toServer = []
    queues.toTab = []
    wire.connected = false
    there.socket.connected = false
    there.fire('disconnect')
    tab.fire('disconnect', 'transport close')
  }

  function through(way: 'toServer' | 'toTab', count: number) {
    for (const message of queues[way].splice(0, count)) message.arrive()
  }
  const nextEdit = (way: 'toServer' | 'toTab', from = 0) =>
    queues[way].findIndex(({ event }, at) => at >= from && event === 'update')

  return {
    wire: wire as unknown as Wire,
    up: () => server !== null,
    connect(accept) {
      connection += 1
      const here = connection
      const there = emitter()
      server = there
      Object.assign(there.socket, {
        connected: true,
        conn: { close: cut },
        emit(event: string, ...given: unknown[]) {
          if (here === connection && server) queues.toTab.push({ event, arrive: () => tab.fire(event, ...given) })
        },
        join: () => undefined,
        leave: () => undefined,
      })
      accept(there.socket as unknown as LiveSocket)
      wire.id = `connection ${String(connection)}`
      wire.connected = true
      tab.fire('connect')
    },
    cut,
    toServer: (count) => through('toServer', count),
    toTab: (count) => through('toTab', count),
    swap(way) {
      const [at, next] = [nextEdit(way), nextEdit(way, nextEdit(way) + 1)]
      const [one, other] = [queues[way][at], queues[way][next]]
      if (at < 0 || !one || !other) return false
      queues[way][at] = other
      queues[way][next] = one
      return true
    },
    double(way) {
      const at = nextEdit(way)
      const one = queues[way][at]
      if (!one) return false
      queues[way].splice(at, 0, one)
      return true
    },
    waiting: () => queues.toServer.length + queues.toTab.length,
  }
}

/** As much of a Socket.IO socket as both halves use. */
function emitter() {
  const handlers = new Map<string, Set<Handler>>()
  const of = (event: string) => handlers.get(event) ?? handlers.set(event, new Set()).get(event) ?? new Set<Handler>()
  const on = (event: string, handle: Handler) => void of(event).add(handle)
  const off = (event: string, handle: Handler) => void of(event).delete(handle)
  const once = (event: string, handle: Handler) => {
    const first: Handler = (...given) => {
      off(event, first)
      handle(...given)
    }
    on(event, first)
    onces.set(handle, first)
  }
  /** `off` is called with the handler that was given, not with ours. */
  const onces = new Map<Handler, Handler>()
  return {
    socket: { on, connected: false } as Record<string, unknown>,
    on,
    once,
    off(event: string, handle: Handler) {
      off(event, handle)
      const first = onces.get(handle)
      if (first) off(event, first)
      onces.delete(handle)
    },
    fire(event: string, ...given: unknown[]) {
      for (const handle of [...of(event)]) handle(...given)
    },
  }
}
