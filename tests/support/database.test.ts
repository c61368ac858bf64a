import { expect, test } from 'vitest'
import { events } from '#app/features/events/tables.server.ts'
import { openTestDatabase } from './database.ts'
import { makeAssociation, makeBody, makeContact, makeEvent, makeInvitation, makePerson, makeVenue } from './makers.ts'

test('each test database is fresh, and every maker fits its table', async () => {
  const db = await openTestDatabase()
  await makeEvent(db)
  await makeInvitation(db)
  await makeVenue(db)
  await makeAssociation(db)
  await makeBody(db)
  await makeContact(db)
  await makePerson(db, {}, [{ role: 'administrator', scopeId: '*' }])
  expect(await db.read.$count(events)).toBe(2)
  const other = await openTestDatabase()
  expect(await other.read.$count(events)).toBe(0)
})
