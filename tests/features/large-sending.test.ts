import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { recipientKey } from '#app/features/directory/rules.ts'
import { cancelEventWithInvitations } from '#app/features/invitations/cancel-event-with-invitations.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { sendingProgress, waitingRecipients } from '#app/features/invitations/queries.server.ts'
import { letterChunk } from '#app/features/invitations/rules.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { stopCancelledInvitations } from '#app/features/invitations/stop-cancelled-invitations.server.ts'
import { invitations, sendingChunks } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeEvent, makeOrganiser } from '#tests/support/makers.ts'
import { everybodyOf, letterSaying } from '#tests/support/sending-words.ts'

const now = Date.now()
const actor = { kind: 'person', personId: 'maija' } as const

/** An event whose organiser has started a sending to this many associations. */
async function started(count: number) {
  const db = await openTestDatabase()
  const organiser = await makeOrganiser(db)
  const event = await makeEvent(db, { organiserId: organiser.id })
  await db.write(async (tx) => {
    for (let place = 0; place < count; place += 1) {
      await makeAssociation(tx, { municipalityId: organiser.id, name: `Yhdistys ${String(place).padStart(5, '0')}` })
    }
  })
  const audience = everybodyOf(organiser.id)
  await createSending(db, {
    id: newId(),
    eventId: event.id,
    audience,
    letter: letterSaying({ fi: 'Tervetuloa.' }),
    actor,
    now,
  })
  return { db, event }
}

async function sendAll(db: TestDatabase) {
  while ((await sendInvitationChunk(db, { now })).more);
}

async function auditBytes(db: TestDatabase): Promise<number> {
  const [found] = await db.read.select({ bytes: sql<number>`sum(length(${auditRows.changes}))` }).from(auditRows)
  return found?.bytes ?? 0
}

test('a sending of 3,000 leaves as much behind for each recipient as one of 300', { timeout: 120_000 }, async () => {
  const perRecipient: number[] = []
  for (const count of [300, 3000]) {
    const { db } = await started(count)
    await sendAll(db)
    perRecipient.push((await auditBytes(db)) / count)
    // Everybody has exactly one letter of their own.
    const sent = await db.read.select({ subject: letters.subjectId, to: letters.recipient }).from(letters)
    expect(sent).toHaveLength(count)
    expect(new Set(sent.map(({ to }) => to)).size).toBe(count)
    expect(new Set(sent.map(({ subject }) => subject)).size).toBe(count)
    expect(await db.read.$count(invitations)).toBe(count)
    expect(await db.read.$count(sendingChunks)).toBe(0)
  }
  const [small = 0, large = 0] = perRecipient
  expect(large / small).toBeLessThan(1.5)
  expect(large / small).toBeGreaterThan(1 / 1.5)
})

test('who waits shrinks chunk by chunk, and every chunk takes its own only', async () => {
  const { db, event } = await started(letterChunk * 3 + 2)
  const chunks = () => db.read.select().from(sendingChunks).orderBy(sendingChunks.position)
  for (let left = await chunks(); left.length > 0; left = left.slice(1)) {
    expect(await chunks()).toEqual(left)
    const waiting = new Set((await waitingRecipients(db.read, event.id)).map(recipientKey))
    expect(waiting).toEqual(new Set(left.flatMap(({ recipients }) => recipients.map(({ id }) => `association:${id}`))))
    expect(await sendingProgress(db.read, event.id)).toEqual({
      total: letterChunk * 3 + 2,
      queued: letterChunk * 3 + 2 - waiting.size,
    })
    await sendInvitationChunk(db, { now })
  }
  expect(await chunks()).toEqual([])
  expect(await sendingProgress(db.read, event.id)).toBeNull()
})

test('cancelling stops every letter that waits, however many, and nobody of the rest is kept', async () => {
  const { db, event } = await started(260)
  while ((await db.read.$count(letters)) < 240) await sendInvitationChunk(db, { now })
  await cancelEventWithInvitations(db, { eventId: event.id, reason: { fi: 'Sali on suljettu.' }, actor, now })
  // The first hundred at once, the rest by the job.
  expect(await db.read.$count(letters, eq(letters.state, 'stopped'))).toBe(100)
  while ((await stopCancelledInvitations(db, { actor, now })).more);
  await sendAll(db)
  expect(await db.read.$count(letters, eq(letters.state, 'stopped'))).toBe(240)
  expect(await db.read.$count(letters)).toBe(240)
  expect(await db.read.$count(sendingChunks)).toBe(0)
})
