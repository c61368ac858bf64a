import { coOrganisers } from '#app/features/events/tables.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Writer } from '#db/database.ts'
import {
  makeAssociation,
  makeBody,
  makeContact,
  makeEvent,
  makeInvitation,
  makeOrganiser,
  makePerson,
  type InvitationRow,
} from './makers.ts'

const towns = ['Jyväskylä', 'Laukaa', 'Muurame'] as const
const answered: Partial<InvitationRow> = { answer: 'yes', place: 'seat', people: 2, answeredAt: Date.UTC(2027, 3, 2) }

/**
 * A forum of the county with three municipalities as co-organisers, each with a liaison person, and some answers:
 * Jyväskylä: an association that comes with two and one that does not, a body of its sector without an answer;
 * Laukaa: an association that comes with two and writes a message, an official who may come; Muurame: nobody yet;
 * and an association of Äänekoski, which organises nothing, that comes with two.
 */
export async function makeCountyForum(db: Writer) {
  const county = await makeOrganiser(db, { kind: 'county', name: { fi: 'Keski-Suomen hyvinvointialue' } })
  const coordinator = await makePerson(db, { name: 'Kaisa Koordinaattori' }, [
    { role: 'coordinator', scopeId: county.id },
  ])
  const event = await makeEvent(db, {
    organiserId: county.id,
    convenerId: coordinator.id,
    level: 'county',
    title: { fi: 'Maakunnan järjestöfoorumi', sv: 'Landskapets föreningsforum', en: 'Forum of the region' },
  })
  const actor = { kind: 'person', personId: coordinator.id } as const
  const made = []
  for (const name of towns) {
    const organiser = await makeOrganiser(db, { name: { fi: name }, parentId: county.id })
    const liaison = await makePerson(db, { name: `${name} Yhdyshenkilö` }, [{ role: 'liaison', scopeId: organiser.id }])
    const row = { id: newId(), eventId: event.id, organiserId: organiser.id, namedAt: made.length }
    await db.write(async (tx) => tx.insert(coOrganisers).values(row))
    made.push({ organiser, liaison })
  }
  const [jyvaskyla, laukaa, muurame] = made
  if (!jyvaskyla || !laukaa || !muurame) throw new Error('three municipalities')
  const elsewhere = await makeOrganiser(db, { name: { fi: 'Äänekoski' }, parentId: county.id })
  const sector = await makeOrganiser(db, { kind: 'sector', name: { fi: 'Sivistys' }, parentId: jyvaskyla.organiser.id })

  const invite = async (
    recipientKind: InvitationRow['recipientKind'],
    recipientId: string,
    name: string,
    given: Partial<InvitationRow> = {},
  ) => makeInvitation(db, { eventId: event.id, recipientKind, recipientId, name, ...given })
  const association = async (municipalityId: string, name: string, given: Partial<InvitationRow> = {}) =>
    invite('association', (await makeAssociation(db, { municipalityId, name })).id, name, given)
  const body = await makeBody(db, { organiserId: sector.id })
  const official = await makeContact(db, { organiserId: laukaa.organiser.id })
  const invited = {
    comes: await association(jyvaskyla.organiser.id, 'Palokan Omakotiyhdistys ry', answered),
    stays: await association(jyvaskyla.organiser.id, 'Harjun Vanhemmat ry', {
      answer: 'no',
      answeredAt: Date.UTC(2027, 3, 3),
    }),
    body: await invite('body', body.id, 'Jyväskylän nuorisovaltuusto'),
    laukaa: await association(laukaa.organiser.id, 'Laukaan Omaishoitajat ry', {
      ...answered,
      message: 'Tulemme linja-autolla.',
    }),
    official: await invite('official', official.id, 'Kunnanjohtaja, Laukaa', {
      answer: 'maybe',
      answeredAt: Date.UTC(2027, 3, 4),
    }),
    elsewhere: await association(elsewhere.id, 'Äänekosken Ilves ry', answered),
  }
  return { county, coordinator, event, actor, jyvaskyla, laukaa, muurame, elsewhere, invited }
}
