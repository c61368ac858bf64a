import { eq } from 'drizzle-orm'
import { nameKey } from '#app/features/directory/rules.ts'
import { associations, bodies, contacts, fields, organisers } from '#app/features/directory/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations, sendings } from '#app/features/invitations/tables.server.ts'
import { emptyVersion } from '#app/features/letter-texts/rules.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import type { RoleName } from '#app/features/people/rules.ts'
import { venues } from '#app/features/venues/tables.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Database, Writer } from '#db/database.ts'

/*
 * Makers put a row into the database with values that make sense, so that a test says only what matters to it.
 * What a row stands on (an event's organiser, an invitation's sending) is made too when it is not given.
 */

const day = 86_400_000

export type OrganiserRow = typeof organisers.$inferSelect
export type PersonRow = typeof people.$inferSelect
export type VenueRow = typeof venues.$inferSelect
export type AssociationRow = typeof associations.$inferSelect
export type EventRow = typeof events.$inferSelect
export type InvitationRow = typeof invitations.$inferSelect

export async function makeOrganiser(db: Writer, given: Partial<OrganiserRow> = {}): Promise<OrganiserRow> {
  const row: OrganiserRow = {
    id: newId(),
    kind: 'municipality',
    name: { fi: 'Laukaan kunta', sv: 'Laukas kommun', en: 'Municipality of Laukaa' },
    parentId: null,
    place: null,
    subregion: null,
    email: 'yhdyshenkilo@laukaa.example',
    languages: ['fi'],
    population: 18_700,
    createdAt: Date.now(),
    ...given,
  }
  await db.write(async (tx) => tx.insert(organisers).values(row))
  return row
}

/** A person, with the roles given: `{ role: 'liaison', scopeId: organiser.id }`. */
export async function makePerson(
  db: Writer,
  given: Partial<PersonRow> = {},
  held: { role: RoleName; scopeId: string; associationId?: string | null }[] = [],
): Promise<PersonRow> {
  const id = given.id ?? newId()
  const row: PersonRow = {
    id,
    name: 'Aino Virtanen',
    email: `${id}@posti.example`,
    language: 'fi',
    title: null,
    active: true,
    createdAt: Date.now(),
    ...given,
  }
  await db.write(async (tx) => {
    await tx.insert(people).values(row)
    for (const { role, scopeId, associationId = null } of held) {
      await tx.insert(roles).values({ id: newId(), personId: id, role, scopeId, associationId, createdAt: Date.now() })
    }
  })
  return row
}

export async function makeVenue(db: Writer, given: Partial<VenueRow> = {}): Promise<VenueRow> {
  const row: VenueRow = {
    id: newId(),
    name: { fi: 'Kirjaston sali', sv: 'Bibliotekets sal', en: 'Library hall' },
    type: 'library',
    municipalityId: given.municipalityId ?? (await makeOrganiser(db)).id,
    seats: 60,
    seatsInGroups: 40,
    priceLevel: 'free',
    terms: { fi: 'Maksuton yhdistyksille' },
    access: { stepFree: true, inductionLoop: true, accessibleToilet: true },
    facilities: { hybridEquipment: true, kitchen: true, parking: true },
    bookingEmail: 'tilat@laukaa.example',
    ...given,
  }
  await db.write(async (tx) => tx.insert(venues).values(row))
  return row
}

export async function makeAssociation(db: Writer, given: Partial<AssociationRow> = {}): Promise<AssociationRow> {
  const id = given.id ?? newId()
  const name = given.name ?? 'Laukaan Omaishoitajat ry'
  const row: AssociationRow = {
    id,
    name,
    nameKey: nameKey(name),
    bouncedAt: null,
    fieldId: given.fieldId ?? 'social-and-health',
    scope: 'municipality',
    municipalityId: given.municipalityId ?? (await makeOrganiser(db)).id,
    email: `${id}@yhdistys.example`,
    contactRole: 'chair',
    language: 'fi',
    createdAt: Date.now(),
    ...given,
  }
  const field = { id: row.fieldId, name: { fi: 'Sosiaali- ja terveysala' } }
  await db.write(async (tx) => {
    await tx.insert(fields).values(field).onConflictDoNothing()
    await tx.insert(associations).values(row)
  })
  return row
}

export async function makeBody(
  db: Writer,
  given: Partial<typeof bodies.$inferSelect> = {},
): Promise<typeof bodies.$inferSelect> {
  const id = given.id ?? newId()
  const row = {
    id,
    organiserId: given.organiserId ?? (await makeOrganiser(db)).id,
    kind: 'older-peoples-council',
    name: { fi: 'Vanhusneuvosto' },
    statutory: true,
    email: `${id}@toimielin.example`,
    bouncedAt: null,
    language: 'fi' as const,
    ...given,
  }
  await db.write(async (tx) => tx.insert(bodies).values(row))
  return row
}

export async function makeContact(
  db: Writer,
  given: Partial<typeof contacts.$inferSelect> = {},
): Promise<typeof contacts.$inferSelect> {
  const id = given.id ?? newId()
  const row = {
    id,
    kind: 'official' as const,
    organiserId: given.organiserId ?? (await makeOrganiser(db)).id,
    role: { fi: 'Hyvinvointikoordinaattori' },
    email: `${id}@kunta.example`,
    bouncedAt: null,
    language: 'fi' as const,
    ...given,
  }
  await db.write(async (tx) => tx.insert(contacts).values(row))
  return row
}

/** A published forum in two weeks, 17-20, in person, without a limit of seats. */
export async function makeEvent(db: Writer, given: Partial<EventRow> = {}): Promise<EventRow> {
  const now = Date.now()
  const startsAt = given.startsAt ?? Math.floor(now / day) * day + 14 * day + 15 * 3_600_000
  const row: EventRow = {
    id: newId(),
    organiserId: given.organiserId ?? (await makeOrganiser(db)).id,
    convenerId: null,
    kind: 'forum',
    level: 'municipality',
    theme: 'forum',
    title: { fi: 'Järjestöfoorumi', sv: 'Föreningsforum', en: 'Association forum' },
    description: { fi: 'Tervetuloa.', sv: 'Välkommen.', en: 'Welcome.' },
    startsAt,
    endsAt: startsAt + 3 * 3_600_000,
    timeZone: 'Europe/Helsinki',
    attendanceMode: 'inPerson',
    venueId: null,
    onlineUrl: null,
    capacity: null,
    answerBy: null,
    languages: ['fi'],
    state: 'published',
    cancelReason: null,
    uid: `${newId()}@kutsu.example`,
    sequence: 0,
    movedFrom: null,
    createdAt: now,
    changedAt: now,
    publishedAt: given.state === 'draft' ? null : now,
    ...given,
  }
  await db.write(async (tx) => tx.insert(events).values(row))
  return row
}

/** An invitation that has been queued and not answered, in a sending of its own unless one is given. */
export async function makeInvitation(db: Writer, given: Partial<InvitationRow> = {}): Promise<InvitationRow> {
  const now = Date.now()
  const id = given.id ?? newId()
  const eventId = given.eventId ?? (await makeEvent(db)).id
  const sending = {
    id: given.sendingId ?? newId(),
    eventId,
    audience: null,
    letter: { fi: { ...emptyVersion, subject: 'Kutsu', body: 'Tervetuloa mukaan.' } },
    sendAt: null,
    senderId: newId(),
    total: 1,
    queued: 1,
    state: 'sent' as const,
    createdAt: now,
  }
  const row: InvitationRow = {
    id,
    eventId,
    sendingId: sending.id,
    recipientKind: 'association',
    recipientId: newId(),
    name: 'Laukaan Omaishoitajat ry',
    email: `${id}@yhdistys.example`,
    language: 'fi',
    linkId: null,
    queuedAt: now,
    answer: 'none',
    place: 'none',
    people: 0,
    online: 0,
    position: null,
    waitingSince: null,
    offeredUntil: null,
    message: null,
    answeredAt: null,
    recordedBy: null,
    withdrawnAt: null,
    revision: 0,
    createdAt: now,
    ...given,
  }
  await db.write(async (tx) => {
    await tx.insert(sendings).values(sending).onConflictDoNothing()
    await tx.insert(invitations).values(row)
  })
  return row
}

/** A letter that the receiving server refused. */
export async function makeLetter(
  db: Writer,
  given: Partial<typeof letters.$inferSelect> = {},
): Promise<typeof letters.$inferSelect> {
  const now = Date.now()
  const id = given.id ?? newId()
  const row = {
    id,
    kind: 'invitation',
    subjectId: newId(),
    recipient: `${id}@yhdistys.example`,
    revision: 0,
    language: 'fi' as const,
    fromName: null,
    replyTo: null,
    subject: 'Kutsu',
    text: 'Tervetuloa.',
    html: '<p>Tervetuloa.</p>',
    handedOverAt: null,
    state: 'failed' as const,
    attempts: 1,
    queuedAt: now,
    notBefore: now,
    notAfter: null,
    sentAt: null,
    trouble: '550 no such mailbox',
    ...given,
  }
  await db.write(async (tx) => tx.insert(letters).values(row))
  return row
}

/** Gives an invitation its personal address, as its letter would. */
export async function makeAnswerLink(
  db: Database,
  invitation: InvitationRow,
  service: { secret: string; baseUrl: string },
): Promise<string> {
  const linkId = await db.write(async (tx) => {
    const link = await createLink(tx, { purpose: 'answer', subjectId: invitation.id })
    await tx.update(invitations).set({ linkId: link.id }).where(eq(invitations.id, invitation.id))
    return link.id
  })
  return linkAddress(db.read, { ...service, linkId })
}
