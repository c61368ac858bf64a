import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { StaticRouter } from 'react-router-dom/server.js'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import fi from '#app/i18n/fi.ts'
import { makeTranslator } from '#app/i18n/translate.ts'
import { Button } from './button.tsx'
import { DataTable } from './data-table.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { DateField, FieldSet, RadioRow, TextField, Tick } from './fields.tsx'
import { addressIn } from './language-switch.tsx'
import { Notice } from './notice.tsx'
import { publicPageMeta } from './page-meta.ts'
import { SplitBar } from './split-bar.tsx'
import { Top } from './top.tsx'
import { Trouble, troubleOf } from './trouble.tsx'

const words = makeTranslator('fi', fi)
function html(node: ReactNode): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={words}>
      <StaticRouter location="/">{node}</StaticRouter>
    </I18nextProvider>,
  )
}

test('an error is tied to its field by id, after the hint, and what was typed is kept', () => {
  const meta = { id: 'f-day', name: 'day', defaultValue: '2027-04-31', errors: ['Huhtikuussa on 30 päivää.'] }
  const field = html(<DateField label="Vastausaika päättyy" hint="Esimerkiksi 13.4.2027" meta={meta} />)
  expect(field).toContain('for="f-day"')
  expect(field).toMatch(/<input[^>]*aria-describedby="f-day-hint f-day-error"/)
  expect(field).toMatch(/<input[^>]*aria-invalid="true"/)
  expect(field).toMatch(/<input[^>]*value="2027-04-31"/)
  expect(field).toMatch(/<p[^>]*id="f-day-error"[^>]*>.*Huhtikuussa on 30 päivää\./)
})

test('a field in order claims no error and no description that is not there', () => {
  const field = html(<TextField label="Nimi" name="name" />)
  expect(field).not.toContain('aria-invalid')
  expect(field).not.toContain('aria-describedby')
})

test('the summary names every error and leads to its field', () => {
  const form = { id: 'f', allErrors: { title: ['Kirjoita nimi.'], 'places[0]': ['Valitse paikka.'] } }
  const summary = html(<ErrorSummary form={form} />)
  expect(summary).toContain('Tarkista 2 kohtaa')
  expect(summary).toContain('<a href="#f-title">Kirjoita nimi.</a>')
  expect(summary).toContain('<a href="#f-places[0]">Valitse paikka.</a>')
  expect(html(<ErrorSummary form={{ id: 'f', allErrors: {} }} />)).toBe('')
})

test('the summary lists errors as the fields stand, what is wrong with the whole form first', () => {
  const allErrors = {
    kind: ['Valitse laji.'],
    '': ['Liian myöhään.'],
    day: ['Kirjoita päivä.'],
    title: ['Kirjoita nimi.'],
  }
  const summary = html(<ErrorSummary form={{ id: 'f', allErrors }} order={['title', 'day']} />)
  const told = [...summary.matchAll(/<li>(?:<a[^>]*>)?([^<]+)/g)].map(([, text]) => text)
  expect(told).toEqual(['Liian myöhään.', 'Kirjoita nimi.', 'Kirjoita päivä.', 'Valitse laji.'])
})

test('an error of a question of ticks is told once, and tied to the question', () => {
  const meta = { id: 'f-languages', name: 'languages', defaultOptions: ['fi'], errors: ['Valitse ainakin yksi kieli.'] }
  const question = html(
    <FieldSet legend="Kielet" meta={meta}>
      <Tick label="suomi" value="fi" meta={meta} />
      <Tick label="ruotsi" value="sv" meta={meta} />
    </FieldSet>,
  )
  expect(question.match(/Valitse ainakin yksi kieli/g)).toHaveLength(1)
  expect(question).toMatch(/<fieldset[^>]*aria-describedby="f-languages-error"/)
  expect(question).not.toMatch(/<input[^>]*aria-invalid/)
  expect(question.match(/checked=""/g)).toHaveLength(1)
  const ids = [...question.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('an address in a notice breaks after its dots and its @ only', () => {
  const notice = html(<Notice>Viesti lähtee osoitteeseen maija.lehto@laukaa.fi. Ei muuta.</Notice>)
  expect(notice).toContain('osoitteeseen maija.<wbr/>lehto@<wbr/>laukaa.<wbr/>fi. Ei muuta.')
})

test('rows of one question have ids of their own, and the chosen ones are chosen again', () => {
  const meta = { id: 'f-table', name: 'table', defaultValue: 'b' }
  const question = html(
    <FieldSet legend="Mihin pöytään?" meta={meta}>
      <RadioRow label="A Tilat" value="a" meta={meta} />
      <RadioRow label="B Avustukset" value="b" meta={meta} />
      <Tick label="Ruokavalio" name="needs" defaultChecked />
    </FieldSet>,
  )
  const ids = [...question.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(question).toMatch(/<input[^>]*checked=""[^>]*value="b"|<input[^>]*value="b"[^>]*checked=""/)
  expect(question.match(/checked=""/g)).toHaveLength(2)
})

test('a picture beside a word is hidden from screen readers', () => {
  expect(html(<Button icon="plus">Lisää kohta</Button>)).toMatch(/<svg[^>]*aria-hidden="true"/)
})

test('a busy button stays in reach of the keyboard and says that it waits', () => {
  const button = html(<Button busy>Lähetetään</Button>)
  expect(button).toContain('aria-disabled="true"')
  expect(button).not.toMatch(/ disabled/)
})

test('the bar says in words what it shows in colours, with its key or without', () => {
  const parts = [
    { tone: 'ok', count: 27, label: 'tulee' },
    { tone: 'open', count: 16, label: 'ei vastausta' },
  ] as const
  for (const showKey of [true, false]) {
    const bar = html(<SplitBar parts={[...parts]} showKey={showKey} />)
    expect(bar).toContain('<b>27</b> tulee')
    expect(bar).toContain('<b>16</b> ei vastausta')
    expect(bar).toMatch(/^<div><div[^>]*aria-hidden="true"/)
  }
})

test('a table stays a table for screen readers when phones lay it out as lines', () => {
  const columns = [
    { header: 'Järjestö', cell: (row: string) => row },
    { header: 'Muistutettu', cell: () => '29.3.' },
  ]
  const table = html(<DataTable caption="Kutsutut" columns={columns} rows={['Kyläseura ry']} keyOf={(row) => row} />)
  for (const role of ['table', 'row', 'columnheader', 'rowheader', 'cell']) expect(table).toContain(`role="${role}"`)
  expect(table).toContain('data-label="Muistutettu"')
})

test('languages keep the path and the rest of the query', () => {
  expect(addressIn('sv', '/calendar', '?kunta=laukaa&lang=fi')).toBe('/calendar?kunta=laukaa&lang=sv')
})

test('those with a personal link are not asked to sign in', () => {
  expect(html(<Top person={null} pathname="/rsvp/abc" search="" />)).not.toContain('/sign-in')
  expect(html(<Top person={null} pathname="/calendar" search="" />)).toContain('href="/sign-in"')
})

test('only administrators are shown the way to administration', () => {
  const person = { name: 'Maija Lehto', place: 'Laukaan kunta', administers: false }
  expect(html(<Top person={person} pathname="/" search="" />)).not.toContain('/admin')
  expect(html(<Top person={{ ...person, administers: true }} pathname="/" search="" />)).toContain('/admin/organisers')
})

test('trouble of every kind has its own words and a way on', () => {
  const said = [403, 404, 410, 429, 500, 503].map((status) => html(<Trouble kind={troubleOf(status)} />))
  expect(new Set(said).size).toBe(5)
  for (const page of said) expect(page).toContain('href="/"')
})

test('a public page has one address in each language, whatever was filtered', () => {
  const page = publicPageMeta({
    title: 'Kalenteri',
    description: 'x',
    baseUrl: 'https://k.fi',
    path: '/calendar',
    language: 'sv',
  })
  expect(page).toContainEqual({ tagName: 'link', rel: 'canonical', href: 'https://k.fi/calendar?lang=sv' })
  expect(page.filter((entry) => 'hrefLang' in entry).map((entry) => 'hrefLang' in entry && entry.hrefLang)).toEqual([
    'fi',
    'sv',
    'en',
    'x-default',
  ])
})
