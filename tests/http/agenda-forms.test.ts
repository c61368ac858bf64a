import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { events } from '#app/features/events/tables.server.ts'
import { makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

/* The agenda without script: read, edited item by item, begun from a template, looked back on and restored. */

let server: TestServer
let organiserId: string
let cookie: string
beforeAll(async () => {
  server = await startServer()
  organiserId = (await makeOrganiser(server.db)).id
  const liaison = await makePerson(server.db, { name: 'Maija Lehto' }, [{ role: 'liaison', scopeId: organiserId }])
  cookie = await server.signInAs(liaison.email)
})
afterAll(async () => {
  await server.close()
})

/** A page as a browser without script gets it, and its form with what it is filled with. */
async function open(path: string) {
  const html = await (await server.get(`${path}${path.includes('?') ? '&' : '?'}lang=fi`, { cookie })).text()
  return { html, fields: fieldsOf(html) }
}

/** What a browser would send of the page's item form, unchanged. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const form = /<form[^>]*id="item"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const name = attribute('name')
    if (!name || (attribute('type') === 'checkbox' && !/\bchecked/.test(tag))) continue
    fields[name] = plain(attribute('value') ?? '')
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)) {
    fields[name] = plain(text)
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    fields[name] =
      /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options)?.[1] ??
      /selected[^>]*value="([^"]*)"/.exec(options)?.[1] ??
      ''
  }
  return fields
}

const plain = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

async function begin(titles: string[]) {
  const event = await makeEvent(server.db, { organiserId, state: 'draft' })
  const agenda = `/events/${event.id}/agenda`
  for (const title of titles) {
    const { fields } = await open(`${agenda}/items/new`)
    const answer = await server.post(`${agenda}/items/new`, { ...fields, title }, { cookie })
    expect(answer.status).toBe(302)
  }
  const items = await agendaFor(server.db.read, event.id)
  const pathOf = (title: string) => `${agenda}/items/${items.find((item) => item.title === title)?.id ?? ''}`
  const titlesNow = async () => (await agendaFor(server.db.read, event.id)).map(({ title }) => title)
  return { eventId: event.id, agenda, pathOf, titlesNow }
}

test('an item is added, changed, moved and removed by forms, and every step leads back to where one was', async () => {
  const { eventId, agenda, pathOf, titlesNow } = await begin(['Avaus', 'Tauko'])
  const item = pathOf('Tauko')
  const { fields } = await open(item)
  expect(fields).toMatchObject({ title: 'Tauko', minutes: '10', kind: 'talk' })
  const description = '## Tarjolla\r\n\r\n- kahvia\r\n- **teetä**'
  const saved = await server.post(
    item,
    { ...fields, title: 'Kahvitauko', minutes: '20', kind: 'break', pinned: '18.25', description, intent: 'save' },
    { cookie },
  )
  expect(saved.headers.get('Location')).toBe(`${agenda}?done=saved#item-${item.split('/').at(-1) ?? ''}`)
  const [, changed] = await agendaFor(server.db.read, eventId)
  expect(changed).toMatchObject({ title: 'Kahvitauko', minutes: 20, kind: 'break', pinned: '18:25' })
  expect(changed?.description.map(({ kind }) => kind)).toEqual(['heading', 'list'])
  const page = await open((saved.headers.get('Location') ?? '').replace(/#.*/, ''))
  expect(page.html).toContain('Kohta on tallennettu.')
  expect(page.html).toContain(`id="item-${changed?.id ?? ''}"`)

  const again = await open(item)
  expect(again.fields.description).toBe('## Tarjolla\n\n- kahvia\n- **teetä**')
  const moved = await server.post(item, { ...again.fields, intent: 'up' }, { cookie })
  expect(await titlesNow()).toEqual(['Kahvitauko', 'Avaus'])
  expect((await open(moved.headers.get('Location') ?? '')).html).toContain('Se on nyt 1/2')

  expect((await open(`${item}/remove`)).html).toContain('Poistetaanko ”Kahvitauko”')
  expect(await titlesNow()).toEqual(['Kahvitauko', 'Avaus'])
  await server.post(`${item}/remove`, {}, { cookie })
  expect(await titlesNow()).toEqual(['Avaus'])
})

test('two people who had the same form open both keep their words, and the second is told', async () => {
  const { eventId, pathOf } = await begin(['Avaus'])
  const item = pathOf('Avaus')
  const [one, other] = [await open(item), await open(item)]
  await server.post(item, { ...one.fields, title: 'Avaus ja kahvit', minutes: '30' }, { cookie })
  const second = await server.post(item, { ...other.fields, title: 'Avaus ja tee', presenter: 'Pekka' }, { cookie })
  const [now] = await agendaFor(server.db.read, eventId)
  expect(now).toMatchObject({ title: 'Avaus ja kahvit ja tee', minutes: 30, presenter: 'Pekka' })
  const location = second.headers.get('Location') ?? ''
  expect((await open(location.replace(/#.*/, ''))).html).toContain('Molempien tekstit jäivät talteen.')
})

test('what is wrong is told beside the field, and all that was typed is kept', async () => {
  const { pathOf, titlesNow } = await begin(['Avaus'])
  const item = pathOf('Avaus')
  const { fields } = await open(item)
  const wrong = {
    ...fields,
    title: '',
    minutes: 'paljon',
    pinned: 'illalla',
    description: 'Pitkä ajatus',
    intent: 'down',
  }
  const answer = await server.post(`${item}?lang=fi`, wrong, { cookie })
  expect(answer.status).toBe(400)
  const html = await answer.text()
  for (const words of [
    'Kirjoita kohdalle nimi.',
    'Kirjoita kesto minuutteina',
    'Kirjoita aika näin',
    'Tarkista 3 kohtaa',
  ]) {
    expect(html).toContain(words)
  }
  expect(fieldsOf(html)).toMatchObject({ minutes: 'paljon', description: 'Pitkä ajatus', base: fields.base })
  expect(await titlesNow()).toEqual(['Avaus'])
})

test('what was typed into an item that somebody removed is kept, and can be saved as a new one', async () => {
  const { pathOf, titlesNow } = await begin(['Avaus'])
  const item = pathOf('Avaus')
  const { fields } = await open(item)
  await server.post(`${item}/remove`, {}, { cookie })
  const answer = await server.post(`${item}?lang=fi`, { ...fields, title: 'Avaus ja tervehdys' }, { cookie })
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Joku poisti kohdan sillä välin.')
  expect(html).toContain('Tallenna uutena kohtana')
  await server.post(item, { ...fieldsOf(html), intent: 'saveAsNew' }, { cookie })
  expect(await titlesNow()).toEqual(['Avaus ja tervehdys'])
})

test('the agenda of a cancelled event is not edited, and the page says why', async () => {
  const { eventId, agenda, pathOf, titlesNow } = await begin(['Avaus'])
  const item = pathOf('Avaus')
  const { fields } = await open(item)
  await server.db.write(async (tx) => tx.update(events).set({ state: 'cancelled' }).where(eq(events.id, eventId)))
  const tries: [string, Record<string, string>][] = [
    [item, { ...fields, title: 'Muu' }],
    [`${item}/remove`, {}],
    [`${agenda}/items/new`, { ...fields, itemId: 'kohta00001' }],
    [`${agenda}/start`, { template: 'evening', mode: 'append' }],
  ]
  for (const [path, given] of tries) {
    const answer = await server.post(`${path}?lang=fi`, given, { cookie })
    expect([answer.status, path]).toEqual([409, path])
    expect(await answer.text()).toContain('Ohjelmaa ei voi enää muokata.')
  }
  expect(await titlesNow()).toEqual(['Avaus'])
})

test('a template fills an empty agenda at one press, and replaces another one only when that is said', async () => {
  const { eventId, agenda, titlesNow } = await begin([])
  expect((await open(agenda)).html).toContain('Aloita pohjasta')
  const start = await open(`${agenda}/start`)
  for (const words of [
    'Iltafoorumi',
    'Hybridipäivä',
    'Kuulemistilaisuus',
    'Työpaja',
    'esimerkki',
    'varattu aikaa 3 h',
  ]) {
    expect(start.html).toContain(words)
  }
  const started = await server.post(`${agenda}/start`, { template: 'evening' }, { cookie })
  expect(started.headers.get('Location')).toBe(`${agenda}?done=started`)
  const evening = await titlesNow()
  expect(evening.length).toBeGreaterThan(10)
  // Pressed twice, or by two at once.
  const twice = await server.post(`${agenda}/start?lang=fi`, { template: 'evening' }, { cookie })
  expect(twice.status).toBe(409)
  expect(await titlesNow()).toEqual(evening)
  expect((await open(`${agenda}/start?template=hearing`)).html).toContain('Mitä nykyisille kohdille tehdään?')
  await server.post(`${agenda}/start`, { template: 'hearing', mode: 'replace' }, { cookie })
  const hearing = await titlesNow()
  expect(hearing).toContain('Yhteinen keskustelu')
  expect(hearing).not.toContain('Tauko')
  // What was replaced can be brought back, and another event can start from this one.
  const history = await open(`${agenda}/history`)
  expect(history.html).toContain('Maija Lehto aloitti ohjelman pohjasta ”Kuulemistilaisuus”.')
  const [, version = ''] = /history\/restore\?version=(\w+)/.exec(history.html) ?? []
  await server.post(`${agenda}/history/restore?version=${version}`, {}, { cookie })
  expect(await titlesNow()).toEqual(evening)
  const other = await begin([])
  await server.post(`${other.agenda}/start`, { template: `event-${eventId}` }, { cookie })
  expect(await other.titlesNow()).toEqual(evening)
})

test('history tells in sentences what was done, compares versions in words, and restores one so that it can be undone', async () => {
  const { eventId, agenda, pathOf, titlesNow } = await begin(['Avaus', 'Tauko'])
  await server.post(agenda, { intent: 'publish' }, { cookie })
  const tauko = await open(pathOf('Tauko'))
  await server.post(pathOf('Tauko'), { ...tauko.fields, minutes: '20' }, { cookie })
  await server.post(`${pathOf('Avaus')}/remove`, {}, { cookie })
  const history = await open(`${agenda}/history`)
  expect(history.html).toContain('Maija Lehto poisti kohdan ”Avaus”')
  expect(history.html).toContain('Julkaistu versio 1')
  const compare = await open(`${agenda}/history/compare?from=published-1&to=now`)
  expect(compare.html).toContain('2 muutosta')
  expect(compare.html).toContain('”Tauko”, kesto: 10 min → 20 min')
  expect(compare.html).toContain('Poistettu kohta: ”Avaus”')
  const restore = `${agenda}/history/restore?version=published-1`
  expect((await open(restore)).html).toContain('Uusi kohta: ”Avaus”')
  const done = await server.post(restore, {}, { cookie })
  expect(await titlesNow()).toEqual(['Avaus', 'Tauko'])
  expect((await agendaFor(server.db.read, eventId)).map(({ minutes }) => minutes)).toEqual([10, 10])
  const after = await open(done.headers.get('Location') ?? '')
  expect(after.html).toContain('Luonnos on palautettu.')
  const [, before = ''] = /restore\?version=(\w{20})/.exec(after.html) ?? []
  await server.post(`${agenda}/history/restore?version=${before}`, {}, { cookie })
  expect(await titlesNow()).toEqual(['Tauko'])
  // Nothing is written by reading.
  expect((await server.get(`${agenda}/history/restore?version=no-such`, { cookie })).status).toBe(404)
})

test('nothing acknowledged by a form is lost when the process is killed right after', async () => {
  const { agenda, titlesNow } = await begin(['Avaus'])
  const { fields } = await open(`${agenda}/items/new`)
  const answer = await server.post(`${agenda}/items/new`, { ...fields, title: 'Juuri lisätty' }, { cookie })
  expect(answer.status).toBe(302)
  await server.kill()
  await server.restart()
  expect((await open(agenda)).html).toContain('Juuri lisätty')
  expect(await titlesNow()).toEqual(['Avaus', 'Juuri lisätty'])
})
