import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { letterStates } from '#app/features/mail/rules.ts'
import { everywhere } from '#app/features/people/rules.ts'
import { people } from '#app/features/people/tables.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { languages } from '#app/lib/languages.ts'
import { makeLetter, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startServer()
  const { email } = await makePerson(server.db, {}, [{ role: 'administrator', scopeId: everywhere }])
  cookie = await server.signInAs(email)
})
afterAll(async () => {
  await server.close()
})

const page = async (path: string) => (await server.get(path, { cookie })).text()

test.each(languages)('what somebody answered is not for the administrator to read, said in %s', async (language) => {
  const secret = 'Tuomme mukaan salaisen viestin.'
  const letter = await makeLetter(server.db, {
    kind: 'answerReceipt',
    subject: 'Vastaus on tallessa: Järjestöfoorumi',
    text: `Vastaus  Kyllä, tulemme\nViesti  ${secret}\n${linkPlaceholder('0123456789abcdefghij')}`,
    html: `<p>${secret}</p>`,
    state: 'sent',
    sentAt: Date.now(),
  })
  const html = await page(`/admin/outbox/${letter.id}?lang=${language}`)
  expect(html).toContain(words(language)('mail:outbox.confidential'))
  // Who gets it and how it went is there; what it says is nowhere, neither on the page nor in its data.
  expect(html).toContain(letter.subject)
  expect(html).toContain(letter.recipient)
  expect(html).toContain(words(language)('mail:outbox.state.sent'))
  expect(html).not.toContain('salaisen')
  expect(html).not.toContain('Kyllä, tulemme')
  const data = await page(`/admin/outbox/${letter.id}.data?lang=${language}`)
  expect(data).toContain(letter.recipient)
  expect(data).not.toContain('salaisen')
})

test('other letters are read there, with a stand-in for each link', async () => {
  const text = `Tervetuloa.\n\nAvaa:\n${linkPlaceholder('0123456789abcdefghij')}?answer=yes`
  const letter = await makeLetter(server.db, { text })
  const html = await page(`/admin/outbox/${letter.id}?lang=fi`)
  expect(html).toContain('Tervetuloa.')
  expect(html).toContain(words('fi')('mail:outbox.personalLink'))
  expect(html).not.toContain('0123456789abcdefghij')
})

test.each(languages)('every state of a letter has its name and its list in %s', async (language) => {
  const t = words(language)
  for (const state of letterStates) {
    const letter = await makeLetter(server.db, { state, notAfter: state === 'stopped' ? Date.now() : null })
    const list = await page(`/admin/outbox?state=${state}&lang=${language}`)
    expect(list).toContain(letter.recipient)
    expect(list).toContain(t(`mail:outbox.state.${state}`))
    const html = await page(`/admin/outbox/${letter.id}?lang=${language}`)
    const again = state === 'failed' || state === 'unknown'
    expect([state, html.includes(t('mail:outbox.retryUnknown'))]).toEqual([state, again])
    expect([state, html.includes(t('mail:outbox.stateHint.stopped'))]).toEqual([state, state === 'stopped'])
  }
})

const long = 'a'.repeat(201)

test.each([
  ['fi', 'Nimeen mahtuu 200 merkkiä.', 'Kirjoita henkilön nimi.'],
  ['sv', 'Namnet rymmer 200 tecken.', 'Skriv personens namn.'],
  ['en', 'The name has room for 200 characters.', 'Enter the person’s name.'],
] as const)('a name that cannot be is told in %s, and what was typed is kept', async (language, tooLong, missing) => {
  const organiser = await makeOrganiser(server.db)
  const before = await server.db.read.$count(people)
  const typed = {
    intent: 'liaison',
    organiserId: organiser.id,
    name: long,
    email: 'uusi@laukaa.fi',
    title: long,
    language: 'fi',
  }
  const post = (fields: Record<string, string>) => server.post(`/admin/organisers?lang=${language}`, fields, { cookie })
  const refused = await post(typed)
  const html = await refused.text()
  expect(refused.status).toBe(400)
  expect(html).toContain(tooLong)
  expect(html).toContain(words(language)('people:admin.organisers.error.titleLong'))
  expect(html).not.toMatch(/Too (big|small)|Invalid/)
  expect(html).toContain(`value="${long}"`)
  expect(html).toContain('value="uusi@laukaa.fi"')

  const spaces = await post({ ...typed, name: '   ', title: '' })
  expect(spaces.status).toBe(400)
  expect(await spaces.text()).toContain(missing)
  const added = await post({ intent: 'add', kind: 'municipality', nameFi: long, id: 'pitka', languages: 'fi' })
  expect(added.status).toBe(400)
  expect(await added.text()).toContain(tooLong)
  expect(await server.db.read.$count(people)).toBe(before)
})
