import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audiences } from '#app/features/audiences/tables.server.ts'
import { invitations, sendingDrafts, sendings } from '#app/features/invitations/tables.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { links } from '#app/features/links/tables.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { makeAssociation, makeEvent, makeOrganiser, makePerson, type EventRow } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

/* Inviting, as a browser without script does it. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})

/** A published event whose organiser has three associations, and its liaison person's way to invite to it. */
async function inviting(given: Partial<EventRow> = {}) {
  const organiser = await makeOrganiser(server.db)
  const liaison = await makePerson(server.db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  for (const name of ['Ahjo', 'Koti', 'Pato']) {
    const language = name === 'Pato' ? 'sv' : 'fi'
    await makeAssociation(server.db, { id: `${name}-${organiser.id}`, name, language, municipalityId: organiser.id })
  }
  const event = await makeEvent(server.db, { organiserId: organiser.id, ...given })
  const cookie = await server.signInAs(liaison.email)
  const base = `/events/${event.id}/invitations/new`
  return {
    event,
    organiser,
    liaison,
    cookie,
    base,
    key: (name: string) => `association:${name}-${organiser.id}`,
    page: async (rest = '') => {
      const answer = await server.get(`${base}${rest}${rest.includes('?') ? '&' : '?'}lang=fi`, { cookie })
      return answer.text()
    },
    send: (rest: string, fields: Record<string, string> | [string, string][]) =>
      server.post(`${base}${rest}`, fields, { cookie }),
  }
}

const letter = {
  'fi.subject': 'Kutsu: {{tapahtuma}}',
  'fi.greeting': 'Hei {{vastaanottaja}}',
  'fi.body': 'Tervetuloa.',
}
const whole = { ...letter, 'fi.summary': 'Tule mukaan.', 'fi.signature': 'Maija', go: 'check' }
const sendingIn = (html: string) => /name="sending" value="(\w+)"/.exec(html)?.[1] ?? ''

/** As far as the last step, with everybody of the municipality on the list. */
async function ready(given: Partial<EventRow> = {}, texts: Record<string, string> = whole) {
  const here = await inviting(given)
  await here.send('', { intent: 'rule', municipality: here.organiser.id })
  await here.send('/letter', texts)
  return { ...here, sending: sendingIn(await here.page('/send')) }
}

test('a rule gives the list; one is taken out and put back where it stands; nothing is lost on the way', async () => {
  const { send, page, organiser, key } = await inviting()
  const nobody = await send('', { intent: 'rule' })
  expect(nobody.status).toBe(400)
  expect(await nobody.text()).toContain('href="#rule-pick"')

  const chosen = await send('', { intent: 'rule', municipality: organiser.id })
  expect(chosen.status).toBe(303)
  expect(chosen.headers.get('Location')).toMatch(/\/new\/list$/)
  expect(await page('/list')).toContain('3 saa kutsun')
  const out = await send('/list?text=koti', { intent: 'single', out: key('Koti') })
  // Back to the list as it was looked at.
  expect(out.headers.get('Location')).toMatch(/\/list\?text=koti$/)
  const html = await page('/list')
  expect(html).toContain('2 saa kutsun')
  expect(html).toContain('<s>Koti</s>')
  // Changing the rule keeps what was done one by one.
  await send('', { intent: 'rule', municipality: organiser.id, officials: 'on' })
  expect(await page('/list')).toContain('2 saa kutsun')
  await send('/list', { intent: 'single', back: key('Koti') })
  expect(await page('/list')).toContain('3 saa kutsun')
})

test('the list is searched by name and field, and what finds nobody says so', async () => {
  const { send, page, organiser } = await inviting()
  await send('', { intent: 'rule', municipality: organiser.id })
  const found = await page('/list?text=AHJ')
  expect(found).toContain('Haku löysi yhden.')
  expect(found).toContain('<b>Ahjo</b>')
  expect(found).not.toContain('<b>Pato</b>')
  expect(await page('/list?field=nonsense')).toContain('Haku ei löytänyt ketään.')
  expect(await page('/list?page=banana&part=nonsense')).toContain('<b>Pato</b>')
})

test('a rule is saved under a name, started from again, and changed for one time only', async () => {
  const { send, page, organiser, key } = await inviting()
  await send('', { intent: 'rule', municipality: organiser.id })
  const nameless = await send('/list', { intent: 'save', name: '   ' })
  expect(nameless.status).toBe(400)
  expect(await nameless.text()).toContain('id="audience-name-error"')
  expect((await send('/list', { intent: 'save', name: 'Kylän järjestöt' })).status).toBe(303)
  expect((await send('/list', { intent: 'save', name: 'Kylän järjestöt' })).status).toBe(409)
  const stored = async () =>
    (await server.db.read.select().from(audiences).where(eq(audiences.organiserId, organiser.id)))[0]
  const audience = await stored()
  expect(await page()).toContain('Kylän järjestöt')

  await send('', { intent: 'start', audienceId: audience?.id ?? '' })
  await send('/list', { intent: 'single', out: key('Koti') })
  expect((await stored())?.rule).toEqual(audience?.rule)
  expect(await page('/list')).toContain('Tallenna muutokset ryhmään Kylän järjestöt')
  await send('/list', { intent: 'save', name: '', over: audience?.id ?? '' })
  expect((await stored())?.rule.without).toEqual([key('Koti')])
})

test('an unknown or broken field is told beside it, and everything typed stays', async () => {
  const { send, page, organiser } = await inviting()
  await send('', { intent: 'rule', municipality: organiser.id })
  const typed = {
    ...whole,
    'fi.subject': 'Kutsu: {{tapahtmua}}',
    'fi.body': 'Tule, {{päivä}',
    'fi.summary': 'Lyhyesti',
  }
  const refused = await send('/letter', typed)
  expect(refused.status).toBe(400)
  const html = await refused.text()
  expect(html).toContain('Kenttää {{tapahtmua}} ei ole.')
  expect(html).toContain('id="letter-fi.subject-error"')
  expect(html).toContain('id="letter-fi.body-error"')
  expect(html).toContain('value="Kutsu: {{tapahtmua}}"')
  // Kept, and not sent like that: the last step leads back here.
  expect(await page('/letter')).toContain('Tule, {{päivä}')
  const last = await send('/letter', { ...typed, 'fi.subject': 'Kutsu' })
  expect(last.status).toBe(400)
  expect((await server.get(`/events/x/invitations/new/send`)).status).not.toBe(200)
})

test('a language that is begun keeps what was typed in the others', async () => {
  const { send, page } = await inviting()
  const begun = await send('/letter', { ...letter, 'fi.body': 'Kesken jäi', begin: 'sv' })
  expect(begun.status).toBe(303)
  const html = await page('/letter')
  expect(html).toContain('Kesken jäi')
  expect(html).toContain('name="sv.body"')
  expect(html).toContain('Inbjudan: {{evenemang}}')
})

test('what is missing is named with how many it concerns, and is sent only knowingly', async () => {
  const { page, send, sending, event } = await ready({}, { ...whole, 'fi.summary': '' })
  const html = await page('/send')
  expect(html).toContain('Ruotsinkielinen viesti puuttuu. 1 ruotsinkielinen saa viestin muulla kielellä: suomi.')
  expect(html).toContain('Suomenkielisestä viestistä puuttuu selkokieli. Sen saa 3 vastaanottajaa.')
  expect(html).toContain('Lähetä silti 3 kutsua')
  const unknowing = await send('/send', { intent: 'send', sending })
  expect(unknowing.status).toBe(409)
  expect(await server.db.read.$count(sendings, eq(sendings.eventId, event.id))).toBe(0)
  const knowing = await send('/send', { intent: 'send', sending, anyway: '1' })
  expect(knowing.status).toBe(303)
})

test('the letter is looked at as any of its recipients gets it', async () => {
  const { page, key } = await ready()
  expect(await page('/send')).toContain('Hei Ahjo')
  const other = await page(`/send?to=${encodeURIComponent(key('Pato'))}`)
  expect(other).toContain('Hei Pato')
  expect(other).toContain('[vastaanottajan oma linkki]')
  expect(await page('/send?who=kot')).toContain(`to=${encodeURIComponent(key('Koti'))}`)
})

test('a test letter goes to its sender only, says that it is one, and its link saves nothing', async () => {
  const { send, event, liaison, key } = await ready()
  expect((await send('/send', { intent: 'test', to: key('Ahjo') })).status).toBe(303)
  const [queued, ...more] = await server.db.read
    .select()
    .from(letters)
    .where(eq(letters.recipient, liaison.email))
    .then((all) => all.filter(({ kind }) => kind === 'testInvitation'))
  expect(more).toEqual([])
  expect(queued?.subject).toBe('Testi: Kutsu: Järjestöfoorumi')
  expect(queued?.text).toContain('Hei Ahjo')
  expect(await server.db.read.$count(invitations, eq(invitations.eventId, event.id))).toBe(0)

  const [link] = await server.db.read
    .select()
    .from(links)
    .where(and(eq(links.purpose, 'testAnswer'), eq(links.subjectId, queued?.subjectId ?? '')))
  const address = await linkAddress(server.db.read, { ...server, linkId: link?.id ?? '' })
  const { pathname } = new URL(address)
  const opened = await server.get(`${pathname}?answer=yes&lang=fi`)
  expect(opened.status).toBe(200)
  expect(opened.headers.get('Referrer-Policy')).toBe('same-origin')
  expect(await opened.text()).toContain('Tämä on testikutsu')
  expect((await server.post(pathname, { answer: 'yes' })).status).toBe(405)
  // The token opens no invitation either.
  expect((await server.get(pathname.replace('/rsvp-test/', '/rsvp/'))).status).toBe(404)
})

test('after sending the page says how many letters go, a second press sends nothing more, and the draft is gone', async () => {
  const { event, cookie, send, sending } = await ready()
  const answer = await send('/send', { intent: 'send', sending, anyway: '1' })
  const next = answer.headers.get('Location') ?? ''
  expect(next).toBe(`/events/${event.id}/invitations?part=none&sent=3`)
  expect(await (await server.get(`${next}&lang=fi`, { cookie })).text()).toContain('3 kutsua on lähdössä.')
  const again = await send('/send', { intent: 'send', sending, anyway: '1' })
  expect(again.headers.get('Location')).toBe(next)
  const { read } = server.db
  expect(await read.$count(sendingDrafts, eq(sendingDrafts.eventId, event.id))).toBe(0)
  await expect.poll(() => read.$count(invitations, eq(invitations.eventId, event.id)), { timeout: 30_000 }).toBe(3)
  expect(await read.$count(sendings, eq(sendings.eventId, event.id))).toBe(1)
})

test('a cancelled event is said to be cancelled, not to be unpublished', async () => {
  const { page, send } = await ready({ state: 'cancelled', cancelReason: { fi: 'Lumimyrsky.' } })
  for (const step of ['', '/send']) {
    const html = await page(step)
    expect(html).toContain('Tilaisuus on peruttu, joten siihen ei voi enää kutsua.')
    expect(html).not.toContain('Tilaisuutta ei ole julkaistu.')
  }
  const sent = await send('/send', { intent: 'send', sending: 'a'.repeat(20) })
  expect(sent.status).toBe(409)
})
