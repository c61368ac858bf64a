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
import { allOrganisers } from '#app/features/directory/queries.server.ts'
import { nameKey, readableId } from '#app/features/directory/rules.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { readSample, type Sample } from '#server/cli/sample-files.ts'
import { projectRoot } from '#server/project-root.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrganiser } from '#tests/support/makers.ts'

const actor = commandLine
const now = Date.parse('2026-11-24T08:00:00Z')

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

test.each([
  ['Äänekosken Ilves ry', '~b~bnekosken ilves ry'],
  ['ÅBO Café-klubb r.f.', '~abo cafe klubb r f'],
  ['100 % %_ ry', '100 ry'],
])('%s is searched as %s: no sign of it means something to a search', (name, key) => {
  expect(nameKey(name)).toBe(key)
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
