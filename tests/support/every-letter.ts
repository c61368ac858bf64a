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
import { changeOpenRegistration } from '#app/features/open-registration/change-open-registration.server.ts'
import { requestRegistration } from '#app/features/open-registration/request-registration.server.ts'
import { handOverEvent } from '#app/features/organising/hand-over-event.server.ts'
import { nameCoConvener } from '#app/features/organising/name-co-convener.server.ts'
import { nameCoOrganiser } from '#app/features/organising/name-co-organiser.server.ts'
import { requestSignIn } from '#app/features/people/request-sign-in.server.ts'
import { declineProposal } from '#app/features/proposals/decline-proposal.server.ts'
import { proposeTopic } from '#app/features/proposals/propose-topic.server.ts'
import { takeProposal } from '#app/features/proposals/take-proposal.server.ts'
import { cancelEventWithLetters } from '#app/features/change-letters/cancel-event-with-letters.server.ts'
import { changeEventWithLetters } from '#app/features/change-letters/change-event-with-letters.server.ts'
import { sendChangeChunk } from '#app/features/change-letters/send-change-chunk.server.ts'
import { autoReminderKinds } from '#app/features/reminders/rules.ts'
import { sendAutoReminderChunk } from '#app/features/reminders/send-auto-reminder-chunk.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database } from '#db/database.ts'
import { deliverMail } from '#server/jobs/deliver-mail.ts'
import { openMailbox } from './mailbox.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson, makeInvitation, makeVenue } from './makers.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import type { AudienceRule } from '#app/features/audiences/rules.ts'
import { proposeByLink } from '#app/features/topic-surveys/propose-by-link.server.ts'
import { remindSurveyed } from '#app/features/topic-surveys/remind-surveyed.server.ts'
import { saveSurveyDraft } from '#app/features/topic-surveys/save-survey-draft.server.ts'
import { sendSurveyChunk } from '#app/features/topic-surveys/send-survey-chunk.server.ts'
import { startSurvey } from '#app/features/topic-surveys/start-survey.server.ts'
import { surveyInvitees } from '#app/features/topic-surveys/tables.server.ts'
import { everybodyOf, letterSaying } from './sending-words.ts'
import { queueLetters, tableLetters, type Of } from './seat-letters.ts'

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

  await changeOpenRegistration(db, { ...by, open: true, closesAt: null, mostPeople: 2 })
  const guest = { name: 'Liisa Virtanen', association: null, email: 'liisa@posti.fi', people: 1 }
  const asked = { ...guest, eventId: event.id, language: 'fi' as const, actor: { kind: 'system' } as const, now }
  await requestRegistration(db, asked)

  await surveyLetters(db, by, { audience, baseUrl })
  const of = { organiserId: organiser.id, convenerId: liaison.id, baseUrl }
  await queueLetters(db, of, now)
  await tableLetters(db, of, now)
  await lettersByTheClock(db, of, now)

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

/** A survey of topics, its reminder, and what is answered to a topic that came by its link. */
async function surveyLetters(
  db: Database,
  by: { eventId: string; actor: { kind: 'person'; personId: string }; now: number },
  given: { audience: AudienceRule; baseUrl: string },
): Promise<void> {
  const { now } = by
  const send = async () => {
    while ((await sendSurveyChunk(db, { actor: { kind: 'system' }, now })).more);
  }
  const closesAt = now + 86_400_000
  await saveSurveyDraft(db, { ...by, audience: given.audience, text: { fi: 'Mistä puhutaan?' }, closesAt })
  await startSurvey(db, by)
  await send()
  await remindSurveyed(db, by)
  await send()
  const [asked] = await db.read.select().from(surveyInvitees)
  const topic = { title: 'Kylätalo', why: 'Katto vuotaa.', minutes: 15, speaker: '', lang: 'fi' as const }
  const actor = { kind: 'link', linkId: asked?.linkId ?? '' } as const
  const proposalId = newId()
  await proposeByLink(db, { subjectId: asked?.id ?? '', id: proposalId, topic, actor, now })
  await declineProposal(db, { ...by, proposalId, reason: 'Syksyllä.', lang: 'fi', baseUrl: given.baseUrl })
}

/** Both reminders of the last days before an event; then it is moved, told of at once for it is near, and cancelled. */
async function lettersByTheClock(db: Database, of: Of, now: number): Promise<void> {
  const day = 86_400_000
  const by = { actor: { kind: 'system' } as const }
  // The last noon, wherever the clock of the test stands: reminders go out by day.
  const ten = 10 * 3_600_000
  const noon = Math.floor((now - ten) / day) * day + ten
  const venue = await makeVenue(db)
  const event = await makeEvent(db, { ...of, startsAt: noon + 2 * day, venueId: venue.id })
  for (const answer of ['none', 'yes'] as const) {
    const id = newId()
    const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
    const place = answer === 'yes' ? ('seat' as const) : ('none' as const)
    await makeInvitation(db, {
      id,
      eventId: event.id,
      linkId: link.id,
      answer,
      place,
      people: 1,
      queuedAt: noon - 9 * day,
    })
  }
  for (const kind of autoReminderKinds) await sendAutoReminderChunk(db, { ...by, eventId: event.id, kind, now: noon })
  const wish = { ...event, startsAt: now + day / 6, endsAt: now + day / 3 }
  await changeEventWithLetters(db, { ...by, eventId: event.id, event: wish, now })
  while ((await sendChangeChunk(db, { ...by, now })).more);
  const called = await makeEvent(db, { ...of, startsAt: now + 9 * day })
  const id = newId()
  const link = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
  await makeInvitation(db, { id, eventId: called.id, linkId: link.id, queuedAt: now - day })
  await cancelEventWithLetters(db, { ...by, eventId: called.id, reason: { fi: 'Sairastapaus.' }, now })
  while ((await sendChangeChunk(db, { ...by, now })).more);
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
      const kind = kinds.get(id) ?? ''
      found.set(kind, [...new Set([...(found.get(kind) ?? []), ...links])])
    }
    return found
  } finally {
    await job.close()
    await box.close()
  }
}
