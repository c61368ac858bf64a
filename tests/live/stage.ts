import { createHash } from 'node:crypto'
import { sessions } from '#app/features/people/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Writer } from '#db/database.ts'
import { makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer, type ServerOptions, type TestServer } from '#tests/support/server.ts'

export type Stage = {
  server: TestServer
  eventId: string
  organiserId: string
  /** The name of the event's agenda document. */
  document: string
  /** Session cookies. */
  liaison: string
  coPlanners: string[]
  coPlannerIds: string[]
  administrator: string
  stranger: string
}

/** A running server with one event, those who plan its agenda, one who may only read it, and one who may not even that. */
export async function setStage(options: ServerOptions & { coPlanners?: number } = {}): Promise<Stage> {
  const server = await startServer(options)
  const { db } = server
  const organiser = await makeOrganiser(db)
  const event = await makeEvent(db, { organiserId: organiser.id, state: 'draft' })
  const liaison = await makePerson(db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const administrator = await makePerson(db, { name: 'Arto Ylläpito' }, [{ role: 'administrator', scopeId: '*' }])
  const stranger = await makePerson(db, { name: 'Outi Vieras' })
  const names = ['Ritva Salo', 'Pekka Koski', 'Samira Ali', 'Eino Aho', 'Helka Niemi'].slice(0, options.coPlanners ?? 1)
  const planners = []
  for (const name of names) {
    planners.push(await makePerson(db, { name }, [{ role: 'coPlanner', scopeId: event.id }]))
  }
  const coPlanners: string[] = []
  for (const { id } of planners) coPlanners.push(await sessionOf(db, id))
  return {
    server,
    eventId: event.id,
    organiserId: organiser.id,
    document: `agenda/${event.id}`,
    liaison: await sessionOf(db, liaison.id),
    coPlanners,
    coPlannerIds: planners.map(({ id }) => id),
    administrator: await sessionOf(db, administrator.id),
    stranger: await sessionOf(db, stranger.id),
  }
}

/** A session made straight in the database: sockets know it by the hash of what the cookie holds. */
export async function sessionOf(db: Writer, personId: string, given: { expiresAt?: number } = {}): Promise<string> {
  const held = newId()
  const now = Date.now()
  const id = createHash('sha256').update(held).digest('hex')
  const row = { id, personId, createdAt: now, expiresAt: now + 3_600_000, ...given }
  await db.write(async (tx) => tx.insert(sessions).values(row))
  return `kutsu=${held}`
}
