import { expect, test, type Page } from '@playwright/test'
import { addItem, fillAgenda } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { shortId } from '#app/lib/ids.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import type { Database } from '#db/database.ts'
import { openEditor } from '#tests/live/editor.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { maija, openServiceDatabase, say, saying, service, signIn } from './service.ts'

/*
 * What people write never runs (SEC-5): 200 pieces of script go through every text of an agenda and of its event, and every
 * page that shows them is opened with the content security policy switched off. With it on, nothing breaks it.
 */

const run = '__ran()'
/** Ways to get script out of text: elements, handlers, addresses, and what breaks out of attributes, JSON and comments. */
function payloads(): string[] {
  const handlers = ['onerror', 'onload', 'onfocus', 'onmouseover', 'ontoggle', 'onanimationstart', 'onpointerenter']
  const elements = [
    'img src=x',
    'svg',
    'body',
    'input autofocus',
    'details open',
    'video src=x',
    'iframe',
    'marquee',
    'a',
  ]
  const schemes = [
    'javascript:',
    'JaVaScRiPt:',
    'java\tscript:',
    '&#106;avascript:',
    'data:text/html,',
    'vbscript:',
    ' javascript:',
  ]
  const outOf = [
    '"',
    "'",
    '`',
    '>',
    '">',
    "'>",
    '-->',
    ']]>',
    '</textarea>',
    '</title>',
    '</script>',
    '\\u003c/script>',
    '${',
    '{{',
  ]
  return [
    ...elements.flatMap((element) => handlers.map((handler) => `<${element} ${handler}=${run}>`)),
    ...schemes.flatMap((scheme) => [
      `${scheme}${run}`,
      `<a href="${scheme}${run}">x</a>`,
      `<iframe src="${scheme}${run}">`,
      `[x](${scheme}${run})`,
      `<form action="${scheme}${run}"><button>`,
    ]),
    ...outOf.flatMap((end) => [
      `${end}<script>${run}</script>`,
      `${end}<img src=x onerror=${run}>`,
      `${end} onfocus=${run} autofocus x=${end}`,
      `${end};${run};//`,
      `${end}}${run}}`,
    ]),
    ...['\u2028', '\u0000', '%3Cscript%3E', '<scr<script>ipt>'].flatMap((odd) => [
      `${odd}${run}`,
      `<script>${odd}${run}</script>`,
      `<style>@import '${odd}${run}'</style>`,
      `<math><mi xlink:href="javascript:${run}">${odd}`,
      `<svg><animate onbegin=${run} attributeName=x dur=1s>${odd}`,
      `<template><script>${run}</script>${odd}`,
      `<object data="javascript:${run}">${odd}`,
      `<base href="javascript:${run}//">${odd}`,
    ]),
  ].map((text) => text.replaceAll('\u0000', '\uFFFD'))
}

let db: Database
test.beforeAll(() => {
  db = openServiceDatabase()
})
test.afterAll(() => db.close())

/** Notes that script ran: the payloads call this. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { __ran: () => document.documentElement.setAttribute('data-ran', '1') })
  })
}

/** Puts the pointer and the focus where a handler would hear it. */
async function touch(page: Page): Promise<void> {
  await page.mouse.move(300, 400)
  await page.mouse.wheel(0, 600)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.documentElement.getAttribute('data-ran')), page.url()).toBeNull()
}

test('200 pieces of script in an agenda and its event run on none of the pages that show them', async ({ browser }) => {
  const all = payloads()
  expect(all.length).toBeGreaterThanOrEqual(200)
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  await watch(page)
  await signIn(page, maija)
  const convener = await personByEmail(db.read, maija)
  const organiserId = convener?.roles.find(({ role }) => role === 'liaison')?.scopeId ?? ''
  const text = all.join(' ').slice(0, 4000)
  const event = await makeEvent(db, {
    organiserId,
    convenerId: convener?.id ?? null,
    state: 'published',
    title: { fi: all[0] ?? '', sv: all[70] ?? '', en: all[140] ?? '' },
    description: { fi: text },
  })
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const editor = await openEditor(service().baseUrl, cookie, `agenda/${event.id}`)
  // A few at a time: an update has a largest size.
  for (let at = 0; at < all.length; at += 20) {
    const items = all.slice(at, at + 20).map((each, place) => ({
      ...emptyItem,
      id: shortId(),
      title: each,
      presenter: all[(at + place + 50) % all.length] ?? '',
      place: all[(at + place + 100) % all.length] ?? '',
      minutes: 1,
    }))
    if (at === 0) fillAgenda(editor.doc, items)
    else for (const { id, ...item } of items) addItem(editor.doc, id, item, null)
    await editor.until(({ saved }) => saved.state === 'saved')
  }
  addItem(editor.doc, shortId(), { title: 'Kuvaus', description: richTextOf(text) }, null)
  await editor.until(({ saved }) => saved.state === 'saved')
  editor.leave()

  await page.goto(`/events/${event.id}/agenda`)
  await expect(page.getByText(saying('live:saved.saved')).first()).toBeVisible()
  await touch(page)
  await page.getByRole('button', { name: say('agenda:publish.button') }).click()
  await expect(page.getByText(saying('agenda:publish.done'))).toBeVisible()
  for (const path of [
    '',
    '/agenda',
    '/now',
    '/run',
    '/planners',
    '/invitations',
    '/invitations/new',
    '/invitations/new/list',
    '/invitations/new/letter',
    '/edit',
    '/cancel',
  ])
    for (const tongue of ['fi', 'sv']) {
      await page.goto(`/events/${event.id}${path}?lang=${tongue}`)
      await touch(page)
    }
  for (const path of ['/', '/events', '/calendar']) {
    await page.goto(path)
    await touch(page)
  }
  // The same with the policy on: normal use breaks it nowhere.
  const guarded = await (await browser.newContext()).newPage()
  const violations: string[] = []
  guarded.on('console', (line) => {
    if (/content security policy/i.test(line.text())) violations.push(line.text())
  })
  await signIn(guarded, maija)
  for (const path of ['', '/agenda', '/run', '/now']) {
    await guarded.goto(`/events/${event.id}${path}`)
    await guarded.waitForLoadState('networkidle')
  }
  expect(violations).toEqual([])
  await guarded.context().close()
  await context.close()
})
