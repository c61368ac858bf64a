import { afterAll, beforeAll, expect, test } from 'vitest'
import { personById } from '#app/features/people/queries.server.ts'
import { everywhere } from '#app/features/people/rules.ts'
import { makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startServer()
  const administrator = await makePerson(server.db, {}, [{ role: 'administrator', scopeId: everywhere }])
  cookie = await server.signInAs(administrator.email)
})
afterAll(async () => {
  await server.close()
})

const path = '/admin/organisers'
const page = async (address: string) => (await server.get(address, { cookie })).text()
const chosen = (html: string) => /<select[^>]*name="organiserId".*?<\/select>/s.exec(html)?.[0] ?? ''

test('nobody is named by a careless press: the organiser is chosen, or it is the one that was just added', async () => {
  await makeOrganiser(server.db, { kind: 'county', name: { fi: 'Hyvinvointialue' } })
  // With nothing selected a browser takes the first.
  expect(chosen(await page(path))).not.toContain('selected')
  expect(chosen(await page(path))).toMatch(/<select[^>]*><option value="">/)
  const fields = { intent: 'liaison', organiserId: '', name: 'Veera Salo', email: 'veera@example.org', language: 'fi' }
  expect((await server.post(path, fields, { cookie })).status).toBe(400)

  const added = await server.post(
    path,
    { intent: 'add', kind: 'municipality', nameFi: 'Uusi kunta', id: 'uusi', languages: 'fi' },
    { cookie },
  )
  const next = added.headers.get('Location') ?? ''
  const html = await page(`${next}&lang=fi`)
  expect(html).toContain('Uusi kunta on lisätty.')
  expect(chosen(html)).toMatch(/<option value="uusi"[^>]*selected=""/)
})

test('a refused form says so without the success before it, and keeps what was typed', async () => {
  const organiser = await makeOrganiser(server.db, { name: { fi: 'Toinen kunta' } })
  const fields = { intent: 'add', kind: 'municipality', nameFi: 'Kolmas kunta', id: organiser.id, languages: 'fi' }
  const html = await (await server.post(`${path}?organiser=${organiser.id}&lang=fi`, fields, { cookie })).text()
  expect(html).toContain('Tunnus on jo käytössä.')
  expect(html).toContain('Kolmas kunta')
  expect(html).not.toContain('Toinen kunta on lisätty.')
})

test.each(['liaison', 'coordinator'] as const)('a %s loses the right at one organiser, and is told', async (role) => {
  const kind = role === 'coordinator' ? 'county' : 'municipality'
  const organiser = await makeOrganiser(server.db, { kind, name: { fi: 'Laukaan kunta' } })
  const other = await makeOrganiser(server.db, { kind })
  const person = await makePerson(server.db, { name: `Maija ${role}` }, [
    { role, scopeId: organiser.id },
    { role, scopeId: other.id },
  ])
  const fields = { intent: 'remove', organiserId: organiser.id, personId: person.id }
  const answer = await server.post(path, fields, { cookie })
  expect((await personById(server.db.read, person.id))?.roles.map(({ scopeId }) => scopeId)).toEqual([other.id])
  const html = await page(`${answer.headers.get('Location') ?? ''}&lang=fi`)
  expect(html).toContain(`Maija ${role} ei enää ole yhdyshenkilö: Laukaan kunta.`)
})
