import { auditRows } from '#app/features/audit/tables.server.ts'
import { nobody } from '#app/features/audiences/rules.ts'
import { nameKey } from '#app/features/directory/rules.ts'
import { associations, fields, organisers } from '#app/features/directory/tables.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations, sendingDrafts, sendings } from '#app/features/invitations/tables.server.ts'
import { emptyVersion } from '#app/features/letter-texts/rules.ts'
import { links } from '#app/features/links/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import { chance } from '#tests/chaos/trial.ts'
import { openBulk, type Bulk } from './bulk.ts'

/** Who and what a measurement looks at. */
export type RealScale = { eventId: string; convenerId: string; linkId: string }

/** How much of everything there is. The network of Central Finland after some years, and one event to which all are invited. */
export const realScale = { associations: 5300, organisers: 22, pastEvents: 300, invitations: 40_000, invitees: 5000 }
/** The same event, in a service that has nothing else. */
export const aloneScale = { associations: 5000, organisers: 1, pastEvents: 0, invitations: 5000, invitees: 5000 }

const day = 86_400_000
const alphabet = '0123456789abcdefghijkmnpqrstuvwxyz'

/** Fills a migrated database. The same seed and moment give the same rows. */
export function writeRealScale(file: string, scale: typeof realScale, { seed, now }: { seed: number; now: number }) {
  const bulk = openBulk(file)
  const draw = chance(seed)
  const newId = () => Array.from({ length: 20 }, () => alphabet[draw(alphabet.length)]).join('')
  const world = { bulk, draw, newId, now }
  const organiserIds = Array.from({ length: scale.organisers }, (_, place) => organiser(world, place))
  const convenerId = newId()
  const person = {
    id: convenerId,
    name: 'Maija Lehto',
    email: 'maija.lehto@keskisuomi.fi',
    title: 'järjestökoordinaattori',
  }
  bulk.add(people, { ...person, language: 'fi', active: true, createdAt: now })
  const held = { id: newId(), personId: convenerId, role: 'liaison' as const, associationId: null, createdAt: now }
  bulk.add(roles, { ...held, scopeId: organiserIds[0] ?? '' })
  bulk.add(fields, { id: 'social-and-health', name: { fi: 'Sosiaali- ja terveysala' } })
  const invitees = Array.from({ length: scale.associations }, (_, place) => {
    const id = newId()
    const name = `Keski-Suomen yhdistys ${String(place + 1)} ry`
    const email = `yhdistys${String(place + 1)}@jarjesto.fi`
    const municipalityId = organiserIds[draw(scale.organisers)] ?? ''
    const row = { id, name, email, municipalityId, fieldId: 'social-and-health', scope: 'municipality' as const }
    const known = { nameKey: nameKey(name), bouncedAt: null, contactRole: null, language: 'fi' as const }
    bulk.add(associations, { ...row, ...known, createdAt: now })
    return { id, name, email }
  })

  const eventOf = (place: number, startsAt: number, state: 'published' | 'held') => {
    const id = newId()
    event(world, { id, organiserId: organiserIds[place % scale.organisers] ?? '', convenerId, startsAt, state })
    return id
  }
  const rest = scale.invitations - scale.invitees
  for (let place = 0; place < scale.pastEvents; place += 1) {
    const id = eventOf(place, now - (place + 1) * 4 * day, 'held')
    const many = Math.floor(((place + 1) * rest) / scale.pastEvents) - Math.floor((place * rest) / scale.pastEvents)
    invite(world, id, convenerId, some(invitees, draw, many))
  }
  for (let place = 1; place < scale.organisers; place += 1) eventOf(place, now + place * day, 'published')
  const eventId = eventOf(0, now + 14 * day, 'published')
  const linkId = invite(world, eventId, convenerId, invitees.slice(0, scale.invitees))
  // What the convener prepares: to call everybody who has no invitation yet.
  bulk.add(sendingDrafts, {
    id: newId(),
    eventId,
    personId: convenerId,
    audience: { ...nobody, municipalityIds: organiserIds },
    audienceId: null,
    letter: {},
    createdAt: now,
    changedAt: now,
  })
  bulk.close()
  return { eventId, convenerId, linkId } satisfies RealScale
}

type World = { bulk: Bulk; draw: (below: number) => number; newId: () => string; now: number }
type Invitee = { id: string; name: string; email: string }

/** So many in a row, from a drawn place on. */
function some(invitees: Invitee[], draw: World['draw'], many: number): Invitee[] {
  const from = draw(invitees.length)
  return [...invitees.slice(from), ...invitees.slice(0, from)].slice(0, many)
}

/** The county first, then its municipalities. */
function organiser({ bulk, now }: World, place: number): string {
  const id = place === 0 ? 'keskisuomi' : `kunta${String(place)}`
  const name = place === 0 ? 'Keski-Suomen hyvinvointialue' : `Kunta ${String(place)}`
  const kind = place === 0 ? ('county' as const) : ('municipality' as const)
  const parentId = place === 0 ? null : 'keskisuomi'
  const row = { id, kind, name: { fi: name }, parentId, place: null, subregion: null, email: `${id}@kunta.fi` }
  bulk.add(organisers, { ...row, languages: ['fi'], population: 10_000, createdAt: now })
  return id
}

function event(
  { bulk, now }: World,
  given: { id: string; organiserId: string; convenerId: string; startsAt: number; state: 'published' | 'held' },
) {
  bulk.add(events, {
    ...given,
    kind: 'forum',
    level: 'county',
    theme: 'forum',
    title: { fi: 'Keski-Suomen järjestöfoorumi', sv: 'Föreningsforum', en: 'Association forum' },
    description: { fi: 'Yhdistykset ja kunnat keskustelevat vuoden asioista. '.repeat(8) },
    endsAt: given.startsAt + 3 * 3_600_000,
    timeZone: 'Europe/Helsinki',
    attendanceMode: 'inPerson',
    venueId: null,
    onlineUrl: null,
    capacity: null,
    answerBy: null,
    languages: ['fi'],
    cancelReason: null,
    uid: `${given.id}@kutsu.fi`,
    sequence: 0,
    movedFrom: null,
    createdAt: now,
    changedAt: now,
    publishedAt: now,
  })
}

/** One sending: invitations, links, letters, the trail of each delivery, and the answers of six in ten with their receipts. */
function invite(world: World, eventId: string, senderId: string, invitees: Invitee[]): string {
  const { bulk, draw, newId, now } = world
  const sendingId = newId()
  const many = { total: invitees.length, queued: invitees.length, state: 'sent' as const }
  const said = { fi: { ...emptyVersion, subject: 'Kutsu', body: 'Tervetuloa.' } }
  const sending = { id: sendingId, eventId, audience: null, letter: said, sendAt: null, senderId }
  bulk.add(sendings, { ...sending, ...many, createdAt: now })
  let firstLink = ''
  for (const { id: recipientId, name, email } of invitees) {
    const id = newId()
    const linkId = newId()
    firstLink ||= linkId
    const queuedAt = now - day - draw(1000)
    const answer =
      (['yes', 'yes', 'yes', 'maybe', 'no', 'no', 'none', 'none', 'none', 'none'] as const)[draw(10)] ?? 'none'
    const coming = answer === 'yes'
    bulk.add(links, { id: linkId, purpose: 'answer', generation: 1, expiresAt: null, subjectId: id })
    bulk.add(invitations, {
      id,
      eventId,
      sendingId,
      recipientKind: 'association',
      recipientId,
      name,
      email,
      language: 'fi',
      linkId,
      queuedAt,
      answer,
      place: coming ? 'seat' : 'none',
      people: coming ? 1 + draw(3) : 0,
      online: 0,
      position: null,
      waitingSince: null,
      offeredUntil: null,
      message: draw(5) === 0 ? 'Tulemme bussilla, ja mukana on yksi pyörätuolia käyttävä.' : null,
      answeredAt: answer === 'none' ? null : now - draw(day),
      recordedBy: null,
      withdrawnAt: null,
      revision: answer === 'none' ? 0 : 1,
      createdAt: queuedAt,
    })
    letter(world, { kind: 'invitation', subjectId: id, recipient: email, queuedAt, revision: 0 })
    if (answer !== 'none')
      letter(world, { kind: 'answerReceipt', subjectId: id, recipient: email, queuedAt: now, revision: 1 })
  }
  return firstLink
}

const text = 'Tervetuloa keskustelemaan yhdistysten ja kunnan yhteisistä asioista. '.repeat(10)
const html = `<table>${'<tr><td style="padding:0 24px;font:16px/24px sans-serif">Tervetuloa.</td></tr>'.repeat(65)}</table>`

/** A letter that went out; one in a hundred did not arrive, and one in a hundred is in doubt. */
function letter(
  { bulk, draw, newId }: World,
  given: { kind: string; subjectId: string; recipient: string; queuedAt: number; revision: number },
) {
  const id = newId()
  const state = (['failed', 'unknown'] as const)[draw(100)] ?? 'sent'
  const sentAt = state === 'sent' ? given.queuedAt + 1000 : null
  bulk.add(letters, {
    ...given,
    id,
    language: 'fi',
    fromName: 'Keski-Suomen hyvinvointialue',
    replyTo: 'maija.lehto@keskisuomi.fi',
    subject: 'Kutsu: Keski-Suomen järjestöfoorumi, ti 20.4. klo 17.00',
    state,
    attempts: 1,
    notBefore: given.queuedAt,
    notAfter: null,
    handedOverAt: given.queuedAt + 500,
    sentAt,
    trouble: state === 'failed' ? '550 no such mailbox' : null,
    text,
    html,
  })
  const change = { table: 'letters', id, column: 'state', before: 'sending', after: state }
  const by = { actor: 'system', verb: 'settleLetter', subjectKind: 'letters', subjectId: id, eventId: null }
  bulk.add(auditRows, { id: newId(), at: given.queuedAt + 1000, ...by, changes: [change] })
}
