import { eq } from 'drizzle-orm'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { commandLine } from '#app/features/audit/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { changeAudience } from '#app/features/audiences/change-audience.server.ts'
import { createAudience } from '#app/features/audiences/create-audience.server.ts'
import { deleteAudience } from '#app/features/audiences/delete-audience.server.ts'
import {
  audiencePage,
  audiencesOf,
  calledAmong,
  countAudience,
  recipientsOf,
} from '#app/features/audiences/queries.server.ts'
import { renameAudience } from '#app/features/audiences/rename-audience.server.ts'
import { addedTo, lettersOf, nobody, pageLength, takenOut, type AudienceRule } from '#app/features/audiences/rules.ts'
import { createOrganiser } from '#app/features/directory/create-organiser.server.ts'
import { importAssociations } from '#app/features/directory/import-associations.server.ts'
import { importBodies } from '#app/features/directory/import-bodies.server.ts'
import { importContacts } from '#app/features/directory/import-contacts.server.ts'
import { importFields } from '#app/features/directory/import-fields.server.ts'
import { audienceChoices, bodiesOf, findRecipients } from '#app/features/directory/queries.server.ts'
import { byFinnishName, recipientKey } from '#app/features/directory/rules.ts'
import { apartFrom } from '#app/features/invitations/queries.server.ts'
import { readSample, type Sample } from '#server/cli/sample-files.ts'
import { projectRoot } from '#server/project-root.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import {
  makeAssociation,
  makeBody,
  makeContact,
  makeEvent,
  makeInvitation,
  makeOrganiser,
} from '#tests/support/makers.ts'

const actor = commandLine
const now = Date.parse('2026-11-24T08:00:00Z')
const everywhere = { text: '', municipality: '', field: '', part: 'called', page: 1 } as const
const laukaa: AudienceRule = { ...nobody, municipalityIds: ['laukaa'], countyWide: true }

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

  test('a municipality and the county-wide ones are all that work there', async () => {
    const wanted = sample.associations.filter(
      ({ municipalityId, scope }) => municipalityId === 'laukaa' || scope === 'region',
    )
    const found = await recipientsOf(db.read, 'laukaa', laukaa)
    expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort())
    expect(found).toHaveLength(23)
  })

  test('those without an address stay on the list, and are counted apart', async () => {
    const found = (await recipientsOf(db.read, 'laukaa', laukaa)).filter(({ email }) => email === null)
    expect(found.map(({ name }) => name)).toEqual(['Soveltava Liike Keskisalo ry', 'Turvakehto Keskisalo ry'])
    const counts = await countAudience(db.read, 'laukaa', laukaa)
    expect([lettersOf(counts), counts.unreached]).toEqual([21, 2])
    const unreached = await audiencePage(db.read, 'laukaa', laukaa, { ...everywhere, part: 'unreached' })
    expect(unreached.members.map(({ name }) => name)).toEqual(found.map(({ name }) => name))
  })

  test('fields narrow the associations, county-wide ones too, and nobody else', async () => {
    const rule = { ...laukaa, fieldIds: ['disability'], bodyIds: ['disability-council-laukaa'] }
    const wanted = sample.associations.filter(
      ({ fieldId, municipalityId, scope }) =>
        fieldId === 'disability' && (municipalityId === 'laukaa' || scope === 'region'),
    )
    const found = await recipientsOf(db.read, 'laukaa', rule)
    expect(found.map(({ id }) => id).sort()).toEqual(
      [...wanted.map(({ id }) => id), 'disability-council-laukaa'].sort(),
    )
  })

  test('officials, elected officials and chosen bodies come along, and nobody else', async () => {
    const bodyIds = ['older-peoples-council-laukaa', 'youth-council-laukaa', 'older-peoples-council-jyvaskyla']
    const found = await recipientsOf(db.read, 'laukaa', { ...nobody, officials: true, elected: true, bodyIds })
    const count = (kind: string) => found.filter((recipient) => recipient.kind === kind).length
    // The council of another municipality is not this organiser's to invite.
    expect([count('official'), count('elected'), count('body'), found.length]).toEqual([9, 14, 2, 25])
    expect(found.find(({ id }) => id === 'kunnanjohtaja-laukaa')?.name).toBe('Kunnanjohtaja, Laukaan kunta')
  })

  test('what can be chosen has the counts that are sent to', async () => {
    const choices = await audienceChoices(db.read, 'laukaa')
    expect(choices.municipalities).toHaveLength(22)
    expect(choices.municipalities.filter(({ near }) => near === 'own').map(({ id }) => id)).toEqual(['laukaa'])
    for (const { id, count } of choices.municipalities) {
      expect(await recipientsOf(db.read, 'laukaa', { ...nobody, municipalityIds: [id] })).toHaveLength(count)
    }
    expect(await recipientsOf(db.read, 'laukaa', { ...nobody, countyWide: true })).toHaveLength(choices.countyWide)
    expect(choices.bodies.map(({ id }) => id)).toEqual((await bodiesOf(db.read, 'laukaa')).map(({ id }) => id))
    const all = choices.municipalities.map(({ id }) => id)
    for (const { id, count } of choices.fields) {
      const ofField = { ...nobody, municipalityIds: all, fieldIds: [id] }
      expect(await recipientsOf(db.read, 'laukaa', ofField)).toHaveLength(count)
    }
  })

  test('the list stands in Finnish order, and is found by a part of a name, whatever its capitals', async () => {
    const rule = { ...nobody, municipalityIds: sample.organisers.map(({ id }) => id) }
    const found = await recipientsOf(db.read, 'laukaa', rule)
    expect(found).toHaveLength(63)
    expect(found.map(({ name }) => name)).toEqual([...found].sort(byFinnishName).map(({ name }) => name))
    const searched = await audiencePage(db.read, 'laukaa', rule, { ...everywhere, text: 'KESKISALO' })
    expect(searched.found).toBe(found.filter(({ name }) => name.includes('Keskisalo')).length)
    const adding = await findRecipients(db.read, 'laukaa', 'vanhusneuv')
    expect(adding.map(({ kind, id }) => [kind, id])).toContainEqual(['body', 'older-peoples-council-laukaa'])
  })
})

test('one taken out stays on its list, marked, and gets nothing; pressed back, it gets its letter', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const one = await makeAssociation(db, { municipalityId: organiserId, name: 'Ahjo ry' })
  await makeAssociation(db, { municipalityId: organiserId, name: 'Pato ry' })
  const key = recipientKey({ kind: 'association', id: one.id })
  const rule = takenOut({ ...nobody, municipalityIds: [organiserId] }, key)
  expect((await recipientsOf(db.read, organiserId, rule)).map(({ name }) => name)).toEqual(['Pato ry'])
  const page = await audiencePage(db.read, organiserId, rule, everywhere)
  expect(page.members.map(({ name, out }) => [name, out])).toEqual([
    ['Ahjo ry', true],
    ['Pato ry', false],
  ])
  const counts = await countAudience(db.read, organiserId, rule)
  expect([lettersOf(counts), counts.out]).toEqual([1, 1])
  expect(await recipientsOf(db.read, organiserId, addedTo(rule, key))).toHaveLength(2)
})

test('a single association of another municipality can be added, and a recipient that two rules give is one', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const guest = await makeAssociation(db)
  const own = await makeAssociation(db, { municipalityId: organiserId })
  const keys = [guest.id, own.id].map((id) => recipientKey({ kind: 'association', id }))
  const rule = { ...nobody, municipalityIds: [organiserId] }
  expect(await calledAmong(db.read, organiserId, rule, keys)).toEqual(new Set([keys[1]]))
  const found = await recipientsOf(db.read, organiserId, keys.reduce(addedTo, rule))
  expect(found.map(({ id }) => id).sort()).toEqual([guest.id, own.id].sort())
})

test('two organisations with one address both get a letter, and the list says so', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const email = 'toimisto@yhdistys.example'
  await makeAssociation(db, { municipalityId: organiserId, name: 'Ahjo ry', email })
  await makeBody(db, { organiserId, id: 'council', name: { fi: 'Vanhusneuvosto' }, email: 'Toimisto@yhdistys.example' })
  await makeContact(db, { organiserId })
  const rule = { ...nobody, municipalityIds: [organiserId], officials: true, bodyIds: ['council'] }
  const { members } = await audiencePage(db.read, organiserId, rule, everywhere)
  expect(members.map(({ kind, sharesAddress }) => [kind, sharesAddress])).toEqual([
    ['body', true],
    ['official', false],
    ['association', true],
  ])
  expect(lettersOf(await countAudience(db.read, organiserId, rule))).toBe(3)
})

test('one and the same address of two roles gets one letter, also when it got its own before', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const email = 'maija@laukaa.fi'
  const official = await makeContact(db, { organiserId, role: { fi: 'johtaja' }, email })
  await makeContact(db, { organiserId, kind: 'elected', role: { fi: 'sihteeri' }, email: 'Maija@laukaa.fi' })
  const rule = { ...nobody, officials: true, elected: true }
  expect((await recipientsOf(db.read, organiserId, rule)).map(({ id }) => id)).toEqual([official.id])
  const { members } = await audiencePage(db.read, organiserId, rule, everywhere)
  expect(members.map(({ doubled }) => doubled)).toEqual([false, true])
  // Taken out, the first does not keep the second from its letter.
  const other = takenOut(rule, recipientKey({ kind: 'official', id: official.id }))
  expect(await recipientsOf(db.read, organiserId, other)).toHaveLength(1)

  const event = await makeEvent(db, { organiserId })
  await makeInvitation(db, { eventId: event.id, recipientKind: 'official', recipientId: official.id, email })
  const apart = await apartFrom(db.read, event.id)
  expect(await recipientsOf(db.read, organiserId, rule, apart)).toEqual([])
  expect(lettersOf(await countAudience(db.read, organiserId, rule, apart))).toBe(0)
})

test('a list is read page by page, each of them once, officials first', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  await makeContact(db, { organiserId })
  for (let place = 0; place < pageLength + 5; place += 1) {
    await makeAssociation(db, { municipalityId: organiserId, name: `Yhdistys ${String(place).padStart(3, '0')}` })
  }
  const rule = { ...nobody, municipalityIds: [organiserId], officials: true }
  const pages = await Promise.all(
    [1, 2, 3].map((page) => audiencePage(db.read, organiserId, rule, { ...everywhere, page })),
  )
  expect(pages.map(({ members, found }) => [members.length, found])).toEqual([
    [pageLength, pageLength + 6],
    [6, pageLength + 6],
    [0, pageLength + 6],
  ])
  const all = pages.flatMap(({ members }) => members.map(recipientKey))
  expect(all).toEqual((await recipientsOf(db.read, organiserId, rule)).map(recipientKey))
  expect(pages[0]?.members[0]?.kind).toBe('official')
})

test('an audience is saved once under a name, changed, renamed and deleted, each with its before and after', async () => {
  const db = await openTestDatabase()
  const { id: organiserId } = await makeOrganiser(db)
  const rule = { ...nobody, municipalityIds: [organiserId] }
  const about = { organiserId, actor, now }
  expect(await createAudience(db, { ...about, name: 'Kylät', rule: nobody })).toEqual({ ok: false, reason: 'nobody' })
  const made = await createAudience(db, { ...about, name: 'Kylät', rule })
  const second = await createAudience(db, { ...about, name: 'Seurat', rule })
  if (!made.ok || !second.ok) throw new Error('saved')
  expect(await createAudience(db, { ...about, name: 'Kylät', rule })).toEqual({ ok: false, reason: 'taken' })
  expect(await renameAudience(db, { ...about, id: second.id, name: 'Kylät' })).toEqual({ ok: false, reason: 'taken' })
  expect(await renameAudience(db, { ...about, id: second.id, name: 'Urheiluseurat' })).toEqual({ ok: true })
  const changed = { ...rule, countyWide: true }
  expect(await changeAudience(db, { ...about, id: made.id, rule: changed })).toEqual({ ok: true, name: 'Kylät' })
  expect((await audiencesOf(db.read, organiserId)).map(({ name, rule: said }) => [name, said.countyWide])).toEqual([
    ['Kylät', true],
    ['Urheiluseurat', false],
  ])
  // Nobody of another organiser reaches it.
  const { id: other } = await makeOrganiser(db)
  expect(await deleteAudience(db, { ...about, organiserId: other, id: made.id })).toMatchObject({ ok: false })
  expect(await deleteAudience(db, { ...about, id: made.id })).toEqual({ ok: true, name: 'Kylät' })
  const audit = await db.read.select().from(auditRows).where(eq(auditRows.subjectId, made.id))
  expect(audit.map(({ verb }) => verb)).toEqual(['createAudience', 'changeAudience', 'deleteAudience'])
  expect(audit[1]?.changes).toContainEqual(expect.objectContaining({ column: 'rule', before: rule, after: changed }))
})
