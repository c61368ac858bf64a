import { beforeAll, describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import path from 'node:path'
import { commandLine } from '#app/features/audit/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { createOrganiser } from '#app/features/directory/create-organiser.server.ts'
import { importAssociations } from '#app/features/directory/import-associations.server.ts'
import { importBodies } from '#app/features/directory/import-bodies.server.ts'
import { importContacts } from '#app/features/directory/import-contacts.server.ts'
import { importFields } from '#app/features/directory/import-fields.server.ts'
import { nameLiaison } from '#app/features/directory/name-liaison.server.ts'
import { allOrganisers, audienceChoices, bodiesOf, recipientsOf } from '#app/features/directory/queries.server.ts'
import { byFinnishName, readableId, type Audience } from '#app/features/directory/rules.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { readSample, type Sample } from '#server/cli/sample-files.ts'
import { projectRoot } from '#server/project-root.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeAssociation, makeBody, makeContact, makeOrganiser } from '#tests/support/makers.ts'

const actor = commandLine
const now = Date.parse('2026-11-24T08:00:00Z')
const nobody: Audience = { associations: false, officials: false, elected: false, bodyIds: [], associationIds: [] }

describe('the sample network', () => {
  let db: TestDatabase
  let sample: Sample

  beforeAll(async () => {
    db = await openTestDatabase()
    sample = await readSample(path.join(projectRoot, 'server/cli/sample'))
    for (const organiser of sample.organisers) await createOrganiser(db, { ...organiser, actor, now })
    await importFields(db, { rows: sample.fields, actor, now })
    await importAssociations(db, { rows: sample.associations, actor, now })
    await importContacts(db, { rows: sample.contacts, actor, now })
    await importBodies(db, { rows: sample.bodies, actor, now })
  })

  test('the county and its 22 municipalities convene', async () => {
    const all = await allOrganisers(db.read)
    expect(all.map(({ kind }) => kind)).toEqual(['county', ...Array<string>(22).fill('municipality')])
    expect(all.at(-1)?.name.fi).toBe('Äänekosken kaupunki')
  })

  test('all associations of a municipality are its own and the county-wide ones', async () => {
    const wanted = sample.associations.filter(
      ({ municipalityId, scope }) => municipalityId === 'laukaa' || scope === 'region',
    )
    const found = await recipientsOf(db.read, 'laukaa', { ...nobody, associations: true })
    expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort())
    expect(found).toHaveLength(23)
  })

  test('those without an address stay on the list and are marked', async () => {
    const found = await recipientsOf(db.read, 'laukaa', { ...nobody, associations: true })
    const unreachable = found.filter(({ email }) => email === null)
    expect(unreachable.map(({ name }) => name)).toEqual(['Soveltava Liike Keskisalo ry', 'Turvakehto Keskisalo ry'])
  })

  test('a county reaches the associations of all its municipalities', async () => {
    const found = await recipientsOf(db.read, 'keski-suomen-hyvinvointialue', { ...nobody, associations: true })
    expect(found).toHaveLength(63)
  })

  test('officials, elected officials and chosen bodies come along, and nobody else', async () => {
    const bodyIds = ['older-peoples-council-laukaa', 'youth-council-laukaa', 'older-peoples-council-jyvaskyla']
    const found = await recipientsOf(db.read, 'laukaa', { ...nobody, officials: true, elected: true, bodyIds })
    const count = (kind: string) => found.filter((recipient) => recipient.kind === kind).length
    // The council of another municipality is not this organiser's to invite.
    expect([count('official'), count('elected'), count('body'), found.length]).toEqual([9, 14, 2, 25])
    expect(found.find(({ id }) => id === 'kunnanjohtaja-laukaa')?.name).toBe('Kunnanjohtaja, Laukaan kunta')
  })

  test('the counts that are shown are the counts that are sent to', async () => {
    const choices = await audienceChoices(db.read, 'laukaa')
    const groups = { associations: true, officials: true, elected: true }
    for (const group of ['associations', 'officials', 'elected'] as const) {
      const found = await recipientsOf(db.read, 'laukaa', { ...nobody, [group]: groups[group] })
      expect(choices.counts[group]).toBe(found.length)
    }
    expect(choices.associations).toHaveLength(63)
    expect(choices.bodies.map(({ id }) => id)).toEqual((await bodiesOf(db.read, 'laukaa')).map(({ id }) => id))
    expect(choices.bodies).toHaveLength(4)
  })

  test('the list stands in Finnish order', async () => {
    const found = await recipientsOf(db.read, 'keski-suomen-hyvinvointialue', { ...nobody, associations: true })
    expect(found.map(({ name }) => name)).toEqual([...found].sort(byFinnishName).map(({ name }) => name))
  })

  test('the same list brought in again changes nothing; a changed row leaves before and after', async () => {
    expect(await importAssociations(db, { rows: sample.associations, actor, now })).toEqual({ added: 0, changed: 0 })
    const [first, ...rest] = sample.associations
    if (!first) throw new Error('The sample has no associations')
    const moved = { ...first, email: 'uusi@example.org' }
    expect(await importAssociations(db, { rows: [moved, ...rest], actor, now })).toEqual({ added: 0, changed: 1 })
    const audit = await db.read.select().from(auditRows).where(eq(auditRows.subjectId, first.id))
    expect(audit.at(-1)?.changes).toEqual([
      { table: 'associations', id: first.id, column: 'email', before: first.email, after: 'uusi@example.org' },
    ])
  })
})

test('a recipient that two rules give gets one entry', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const own = await makeAssociation(db, { municipalityId: organiserId })
  const found = await recipientsOf(db.read, organiserId, { ...nobody, associations: true, associationIds: [own.id] })
  expect(found.map(({ id }) => id)).toEqual([own.id])
})

test('two organisations with one address both stay, and both are marked', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const email = 'toimisto@yhdistys.example'
  await makeAssociation(db, { municipalityId: organiserId, name: 'Ahjo ry', email })
  await makeBody(db, { organiserId, id: 'council', name: { fi: 'Vanhusneuvosto' }, email: 'Toimisto@yhdistys.example' })
  await makeContact(db, { organiserId })
  const audience = { ...nobody, associations: true, officials: true, bodyIds: ['council'] }
  const found = await recipientsOf(db.read, organiserId, audience)
  expect(found.map(({ kind, sharesAddress }) => [kind, sharesAddress])).toEqual([
    ['association', true],
    ['official', false],
    ['body', true],
  ])
})

test('a single association of another municipality can be invited', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const guest = await makeAssociation(db)
  expect(await recipientsOf(db.read, organiserId, { ...nobody, associations: true })).toEqual([])
  const found = await recipientsOf(db.read, organiserId, { ...nobody, associationIds: [guest.id] })
  expect(found.map(({ id }) => id)).toEqual([guest.id])
})

test('an organiser is made once; its id is readable', async () => {
  const db = await openTestDatabase()
  const organiser = { kind: 'municipality' as const, name: { fi: 'Äänekosken kaupunki' }, actor, now }
  expect(await createOrganiser(db, organiser)).toEqual({ ok: true, id: 'aanekosken-kaupunki' })
  expect(await createOrganiser(db, organiser)).toEqual({ ok: false, reason: 'taken' })
  expect(await createOrganiser(db, { ...organiser, id: 'x', parentId: 'no-such' })).toEqual({
    ok: false,
    reason: 'unknownParent',
  })
  expect(await createOrganiser(db, { ...organiser, name: { fi: '!!' } })).toEqual({ ok: false, reason: 'noName' })
  expect(readableId('Keski-Suomen hyvinvointialue')).toBe('keski-suomen-hyvinvointialue')
})

test('a named liaison person may convene, also when the account was there before', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db, { id: 'laukaa' })
  await makeOrganiser(db, { id: 'alue', kind: 'county' })
  const maija = { name: 'Maija Lehto', email: 'Maija.Lehto@example.org', language: 'fi' as const, actor, now }
  const named = await nameLiaison(db, { ...maija, organiserId })
  const again = await nameLiaison(db, { ...maija, organiserId: 'alue' })
  expect(again).toEqual(named)
  const person = await personByEmail(db.read, 'maija.lehto@example.org')
  expect(person?.roles.map(({ role, scopeId }) => [role, scopeId]).sort()).toEqual([
    ['coordinator', 'alue'],
    ['liaison', 'laukaa'],
  ])
  expect(await nameLiaison(db, { ...maija, organiserId: 'no-such' })).toEqual({ ok: false, reason: 'noSuchOrganiser' })
})
