import { pino } from 'pino'
import * as Y from 'yjs'
import { eq } from 'drizzle-orm'
import { project } from '#app/features/agenda/live.server.ts'
import { nameCoPlanner } from '#app/features/events/name-co-planner.server.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { sendInvitationChunk } from '#app/features/invitations/send-invitation-chunk.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { handOverEvent } from '#app/features/organising/hand-over-event.server.ts'
import { nameCoConvener } from '#app/features/organising/name-co-convener.server.ts'
import { nameCoOrganiser } from '#app/features/organising/name-co-organiser.server.ts'
import { requestSignIn } from '#app/features/people/request-sign-in.server.ts'
import { declineProposal } from '#app/features/proposals/decline-proposal.server.ts'
import { proposeTopic } from '#app/features/proposals/propose-topic.server.ts'
import { takeProposal } from '#app/features/proposals/take-proposal.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { deliverMail } from '#server/jobs/deliver-mail.ts'
import { openMailbox } from './mailbox.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson, makeInvitation } from './makers.ts'
import { remindUnanswered } from '#app/features/reminders/remind-unanswered.server.ts'
import { sendReminderChunk } from '#app/features/reminders/send-reminder-chunk.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { moveQueue } from '#app/features/invitations/move-queue.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { everybodyOf, letterSaying } from './sending-words.ts'

/** Makes the service write a letter of each kind that it has. */
async function writeEveryLetter(db: Database, baseUrl: string): Promise<void> {
  const now = Date.now()
  const organiser = await makeOrganiser(db)
  const liaison = await makePerson(db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiser.id }])
  const association = await makeAssociation(db, { municipalityId: organiser.id })
  const member = { role: 'member' as const, scopeId: association.id }
  const proposer = await makePerson(db, { name: 'Aada Nieminen', language: 'sv' }, [member])
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id })
  const actor = { kind: 'person', personId: liaison.id } as const
  const by = { eventId: event.id, actor, now }

  const audience = everybodyOf(organiser.id)
  await createSending(db, { ...by, id: newId(), audience, letter: letterSaying({ fi: 'Tervetuloa.' }), anyway: true })
  while ((await sendInvitationChunk(db, { now })).more);
  const [invited] = await db.read.select().from(invitations).where(eq(invitations.eventId, event.id))
  const invitationId = invited?.id ?? ''
  await answerInvitation(db, { invitationId, answer: 'yes', people: 2, actor: { kind: 'system' }, now })

  await queueLetters(db, { organiserId: organiser.id, convenerId: liaison.id }, now)

  await requestSignIn(db, { email: liaison.email, language: 'fi', next: null, baseUrl, actor: { kind: 'system' }, now })
  const named = {
    associationId: association.id,
    name: 'Pekka Korhonen',
    email: 'pekka@yhdistys.fi',
    language: 'en' as const,
  }
  await nameCoPlanner(db, { ...by, ...named, baseUrl })

  const neighbour = await makeOrganiser(db, { name: { fi: 'Muuramen kunta' } })
  const successor = await makePerson(db, { name: 'Outi Mäkelä' }, [{ role: 'liaison', scopeId: neighbour.id }])
  await nameCoOrganiser(db, { ...by, organiserId: neighbour.id, baseUrl })
  await nameCoConvener(db, { ...by, name: 'Leena Heikkinen', email: 'leena@yhdistys.fi', language: 'sv', baseUrl })
  const handed = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id })
  await nameCoOrganiser(db, { ...by, eventId: handed.id, organiserId: neighbour.id, baseUrl })
  await handOverEvent(db, { ...by, eventId: handed.id, personId: successor.id, note: 'Kiitos.', baseUrl })

  const doc = new Y.Doc()
  for (const take of [true, false]) {
    const topic = {
      title: 'Nuorille paikka iltaan',
      why: 'Kuka avaa oven?',
      minutes: 15,
      speaker: '',
      lang: 'fi' as const,
    }
    const proposed = await proposeTopic(db, {
      eventId: event.id,
      associationId: association.id,
      topic,
      actor: { kind: 'person', personId: proposer.id },
      now,
    })
    if (!proposed.ok) throw new Error(proposed.reason)
    const { proposalId } = proposed
    if (!take) await declineProposal(db, { ...by, proposalId, reason: 'Syksyllä.', lang: 'fi', baseUrl })
    else {
      const editAgenda: Parameters<typeof takeProposal>[1]['editAgenda'] = async (change) => {
        change(doc)
        await project(db, event.id, doc)
        return { ok: true }
      }
      await takeProposal(db, { ...by, proposalId, editAgenda, baseUrl })
    }
  }
}

type Of = { organiserId: string; convenerId: string }

/** A full event with a queue: an offer that stands, and one that ran out with the seat given in the last days; a reminder. */
async function queueLetters(db: Database, of: Of, now: number): Promise<void> {
  const day = 86_400_000
  const by = { actor: { kind: 'system' } as const }
  const full = async (at: number) => {
    const event = await makeEvent(db, { ...of, capacity: 1, startsAt: now + 20 * day })
    const ids: string[] = []
    for (let place = 0; place < 4; place += 1) {
      const id = newId()
      const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
      await makeInvitation(db, { id, eventId: event.id, linkId: link.id })
      ids.push(id)
      // The last one does not answer.
      if (place < 3) await answerInvitation(db, { ...by, invitationId: id, answer: 'yes', now: at })
    }
    await answerInvitation(db, { ...by, invitationId: ids[0] ?? '', answer: 'no', now: at })
    return event.id
  }
  const standing = await full(now)
  await remindUnanswered(db, { eventId: standing, personId: of.convenerId, now })
  while ((await sendReminderChunk(db, { ...by, now })).more);
  const lapsed = await full(now - 3 * day)
  await db.write(async (tx) =>
    tx
      .update(events)
      .set({ startsAt: now + day })
      .where(eq(events.id, lapsed)),
  )
  await moveQueue(db, { ...by, eventId: lapsed, now })
}

/** The links of those letters as they stand in the mail that arrives, by the kind of letter. */
export async function linksOfEveryLetter(
  db: Database,
  service: { baseUrl: string; secret: string },
): Promise<Map<string, string[]>> {
  await writeEveryLetter(db, service.baseUrl)
  const box = await openMailbox()
  const job = deliverMail({
    db,
    log: pino({ level: 'silent' }),
    env: { ...service, smtpUrl: box.url, mailFrom: 'kutsu@laukaa.fi' },
    context: {
      now: Date.now,
      report: (error) => {
        throw error
      },
    },
  })
  try {
    await job.run(new AbortController().signal)
    const kinds = new Map((await db.read.select().from(letters)).map(({ id, kind }) => [id, kind]))
    const found = new Map<string, string[]>()
    for (const { raw } of box.messages) {
      const whole = raw
        .replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      const [, id = ''] = /^Message-ID: <([^@]+)@/im.exec(raw) ?? []
      const links = Array.from(whole.matchAll(/https?:\/\/[^\s"<>]+/g), ([link]) => link.replaceAll('&amp;', '&'))
      found.set(kinds.get(id) ?? '', [...new Set(links)])
    }
    return found
  } finally {
    await job.close()
    await box.close()
  }
}
