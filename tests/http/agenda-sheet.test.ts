import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyItem, type AgendaItem } from '#app/features/agenda/rules.ts'
import { publishedAgendas } from '#app/features/agenda/tables.server.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const items: AgendaItem[] = [
  { ...emptyItem, id: 'avaus', title: 'Avaus', presenter: 'kunnanjohtaja' },
  { ...emptyItem, id: 'poydat', title: 'Pöydät <yhtä> & aikaa', minutes: 30 },
  { ...emptyItem, id: 'tilat', title: 'Tilat', within: 'poydat', capacity: 20 },
  { ...emptyItem, id: 'idea', title: 'Kuoro', state: 'idea' },
]

async function published(...versions: AgendaItem[][]) {
  const event = await makeEvent(server.db, { state: 'published' })
  const rows = versions.map((each, index) => ({
    eventId: event.id,
    version: index + 1,
    publishedAt: event.startsAt - 864e5,
    items: each,
  }))
  await server.db.write(async (tx) => tx.insert(publishedAgendas).values(rows))
  return `/events/${event.id}`
}
const read = async (path: string) => (await server.get(`${path}?lang=fi`)).text()

test('the print page has every item with its times, tables with letters and seats, and the version', async () => {
  const html = await read(`${await published(items)}/agenda/print`)
  for (const words of [
    'Avaus',
    'kunnanjohtaja',
    '20 paikkaa',
    'Kuoro (alustava)',
    'Versio 1',
    'Ajantasainen ohjelma',
  ]) {
    expect(html).toContain(words)
  }
  expect(html).toMatch(/\d\d\.\d\d–\d\d\.\d\d/)
  expect(html).toContain('noindex')
})

test('the PDF is tagged, has a language and a title, and is not written again for who has it', async () => {
  const path = `${await published(items)}/agenda.pdf?lang=fi`
  const response = await server.get(path)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="[a-z0-9-]+\.pdf"$/)
  const file = Buffer.from(await response.arrayBuffer()).toString('latin1')
  expect(file.startsWith('%PDF-1.7')).toBe(true)
  for (const part of [
    '/StructTreeRoot',
    '/Marked true',
    '/Lang (fi)',
    '/DisplayDocTitle true',
    '/Outlines',
    'pdfuaid:part',
  ]) {
    expect(file).toContain(part)
  }
  const tag = response.headers.get('etag') ?? ''
  const again = await fetch(server.baseUrl + path, { headers: { 'If-None-Match': tag } })
  expect(again.status).toBe(304)
})

test('the Word file is saved under the event’s name', async () => {
  const response = await server.get(`${await published(items)}/agenda.docx?lang=fi`)
  expect(response.headers.get('content-type')).toContain('wordprocessingml')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.docx"$/)
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})

test.each(['/print', '.pdf', '.docx'])('%s of an agenda that nobody published does not exist', async (ending) => {
  const event = await makeEvent(server.db, { state: 'published' })
  expect((await server.get(`/events/${event.id}/agenda${ending}`)).status).toBe(404)
})

test('the event’s page tells what changed since the version before, and only then', async () => {
  const later = items.map((item) => (item.id === 'avaus' ? { ...item, minutes: 15 } : item))
  const first = await read(await published(items))
  expect(first).toContain('Versio 1')
  expect(first).not.toContain('Ohjelma muuttui')
  const second = await read(await published(items, later))
  expect(second).toContain('Versio 2')
  expect(second).toContain('Ohjelma muuttui')
  expect(second).toContain('”Avaus” piteni: 10 min → 15 min.')
  expect(second).toContain('Katso, mikä muuttui.')
})
