import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { peopleComing } from '#app/features/invitations/queries.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import { buildPagesVariant } from '#tests/support/build-pages-variant.ts'
import { makeEvent, makeInvitation } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

const seats = 120
const guests = 500
/** Rendering hundreds of pages at once takes a small machine with other work its time, in milliseconds. */
const patience = 300_000

type Guest = { id: string; path: string; party: number }

/** An event with 120 seats, and 500 invitations to it, each with a link of its own, for parties of 1, 2 and 3. */
async function inviteTo(server: TestServer): Promise<{ eventId: string; invited: Guest[] }> {
  const { db, secret, baseUrl } = server
  const event = await makeEvent(db, { capacity: seats })
  const made = await db.write(async (tx) => {
    const rows: { id: string; linkId: string }[] = []
    for (let count = 0; count < guests; count += 1) {
      const id = newId()
      const link = await createLink(tx, { purpose: 'answer', subjectId: id })
      // One sending for all: 500 of them would only take time.
      const sendingId = `sending${event.id}`
      await makeInvitation(tx, { id, eventId: event.id, linkId: link.id, sendingId })
      rows.push({ id, linkId: link.id })
    }
    return rows
  })
  const invited: Guest[] = []
  for (const [place, { id, linkId }] of made.entries()) {
    const address = await linkAddress(db.read, { secret, baseUrl, linkId })
    invited.push({ id, path: `${new URL(address).pathname}?lang=fi`, party: (place % 3) + 1 })
  }
  return { eventId: event.id, invited }
}

const sayYes = (server: TestServer, guest: Guest, party = guest.party) =>
  server.post(guest.path, { part: 'details', answer: 'yes', people: String(party), message: '' })

/** Everybody presses at once; what each was told. */
async function everybodyAnswers(server: TestServer, invited: Guest[]): Promise<Map<Guest, number>> {
  const press = async (guest: Guest): Promise<readonly [Guest, number]> => {
    const response = await sayYes(server, guest)
    await response.arrayBuffer()
    // A machine too busy to read a request in time says so (408), and its sender presses again.
    return response.status === 408 ? press(guest) : [guest, response.status]
  }
  return new Map(await Promise.all(invited.map(press)))
}

test(
  '500 parties answer at once for 120 seats: no seat is given twice, the rest stand in one queue, and everybody is told the truth',
  { timeout: patience },
  async () => {
    const server = await startServer()
    try {
      const { eventId, invited } = await inviteTo(server)
      const told = await everybodyAnswers(server, invited)
      await expectTruth(server, eventId, told)
      const [seated = [], waiting = []] = await inPlaces(server, eventId)
      expect(peopleIn(seated)).toBe(seats)
      expect(seated.length + waiting.length).toBe([...told.values()].filter((status) => status === 303).length)

      await server.kill()
      await server.restart()
      await expectTruth(server, eventId, told)
      expect(await inPlaces(server, eventId)).toEqual([seated, waiting, []])

      // Some who have seats give them up, all at once: the first in line are offered what they left, and no more.
      const leaving = invited.filter(({ id }) => seated.some((row) => row.id === id)).slice(0, 20)
      const left = await Promise.all(leaving.map((guest) => server.post(guest.path, { answer: 'no' })))
      expect([...new Set(left.map(({ status }) => status))]).toEqual([303])
      const [still = [], inLine = [], offered = []] = await inPlaces(server, eventId)
      expect(peopleIn(still) + peopleIn(offered)).toBeLessThanOrEqual(seats)
      const first = waiting.slice(0, offered.length).map(({ id }) => id)
      expect(offered.map(({ id }) => id).sort()).toEqual(first.sort())
      expect(inLine.map(({ id }) => id)).toEqual(waiting.slice(offered.length).map(({ id }) => id))

      const guest = invited.find(({ id, party }) => party === 1 && still.some((row) => row.id === id))
      if (!guest) throw new Error('no party of one got a seat')
      const more = await sayYes(server, guest, 2)
      expect(more.status).toBe(409)
      expect(await more.text()).toContain('paikkoja on jäljellä 1, tulijoita oli 2')
    } finally {
      await server.close()
    }
  },
)

type Row = Pick<typeof invitations.$inferSelect, 'id' | 'people' | 'position' | 'place'>
const peopleIn = (rows: Row[]) => rows.reduce((sum, { people }) => sum + people, 0)

/** Who has seats, who waits and who is offered some, each in the order of the queue. */
async function inPlaces(server: TestServer, eventId: string): Promise<Row[][]> {
  const { id, people, position, place } = invitations
  const rows = await server.db.read
    .select({ id, people, position, place })
    .from(invitations)
    .where(eq(invitations.eventId, eventId))
    .orderBy(position, id)
  const waiting = rows.filter((row) => row.place === 'waiting')
  // Nobody shares a place in the line.
  expect(new Set(waiting.map((row) => row.position)).size).toBe(waiting.length)
  return [rows.filter((row) => row.place === 'seat'), waiting, rows.filter((row) => row.place === 'offered')]
}

/** Who was told "saved" has exactly the seats asked for, or waits for them; who was refused has none. */
async function expectTruth(server: TestServer, eventId: string, told: Map<Guest, number>) {
  const rows = await server.db.read.select().from(invitations).where(eq(invitations.eventId, eventId))
  const saved = new Map(rows.map((row) => [row.id, row]))
  for (const [guest, status] of told) {
    const row = saved.get(guest.id)
    const wanted =
      status === 303 ? { answer: 'yes', people: guest.party } : { answer: 'none', place: 'none', people: 0 }
    expect(row).toMatchObject(wanted)
    if (status === 303) expect(['seat', 'waiting']).toContain(row?.place)
  }
}

test('without the transaction around reading and deciding, seats are given twice', { timeout: patience }, async () => {
  const entry = await buildPagesVariant([
    {
      from: /return db\.write\(async \(tx\) => \{\s+(?=const outcome = await answerWithGuests\w*\(tx, args\))/g,
      to: [
        'const asked = await invitationById(db.read, args.invitationId);',
        // Long enough that others decide meanwhile, also where a busy machine reads a few requests a second.
        'await new Promise((turn) => setTimeout(turn, 1000));',
        'args = { ...args, asked };',
        'return db.write(async (tx) => {',
      ].join('\n'),
    },
    {
      from: /const asked = (?=await invitationById\(tx, invitationId\w*\);[^]{0,160}queueOf)/g,
      to: 'const asked = args.asked ?? ',
    },
  ])
  const server = await startServer({ entry })
  try {
    const { eventId, invited } = await inviteTo(server)
    await everybodyAnswers(server, invited)
    expect((await peopleComing(server.db.read, eventId)).seats).toBeGreaterThan(seats)
  } finally {
    await server.close()
  }
})
