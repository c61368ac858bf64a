import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import ICAL from 'ical.js'
import { afterAll } from 'vitest'
import { listener } from '#server/http/listener.ts'
import { openLog } from '#server/log.ts'
import type { Services } from '#server/services.ts'
import type { TestDatabase } from './database.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; text: string }

export interface FeedServer {
  /** A request as it is: nothing is unpacked, no header is added. */
  ask(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>
}

const open = new Set<Server>()
afterAll(async () => {
  for (const server of open) await new Promise((resolve) => server.close(resolve))
})

/** The HTTP listener over a test database; a page is answered with 418. Closed by itself. */
export async function serveFeeds(db: TestDatabase, now: () => number): Promise<FeedServer> {
  const server = listener(
    services(db, now),
    () => true,
    (_request, response) => response.writeHead(418).end('page'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.add(server)
  const { port } = server.address() as AddressInfo
  return {
    async ask(path, headers = {}, method = 'GET') {
      const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }).end()
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      const bytes = Buffer.concat(chunks)
      return { status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') }
    },
  }
}

function services(db: TestDatabase, now: () => number): Services {
  const baseUrl = 'https://kutsu.example'
  const unused = () => Promise.reject(new Error('Feeds do not need this'))
  return {
    env: {
      mode: 'production',
      port: 0,
      host: '127.0.0.1',
      baseUrl,
      secret: 'not needed here',
      dataDir: '',
      smtpUrl: null,
      mailboxUrl: null,
      mailFrom: '',
      trustedProxies: 0,
      logLevel: 'silent',
    },
    log: openLog('silent'),
    db,
    context: {
      db,
      now,
      baseUrl,
      secret: 'not needed here',
      announce: () => undefined,
      wake: () => undefined,
      live: { state: unused, settle: unused, edit: unused, forget: unused },
      report: (error) => {
        throw error
      },
      deliversMail: false,
      tooOften: () => Promise.resolve(false),
      rendered: { get: () => undefined, set: () => undefined },
    },
  }
}

/** The events of a calendar, as another parser reads them. */
export function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => ({
    uid: component.getFirstPropertyValue('uid') as string,
    summary: component.getFirstPropertyValue('summary') as string,
    description: component.getFirstPropertyValue('description') as string,
    status: component.getFirstPropertyValue('status') as string,
    sequence: component.getFirstPropertyValue('sequence') as unknown as number,
    startsAt: new ICAL.Event(component).startDate.toUnixTime() * 1000,
  }))
}
