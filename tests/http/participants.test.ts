import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerWithGuests } from '#app/features/guests/answer-with-guests.server.ts'
import { guestsOf } from '#app/features/guests/queries.server.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { createQuestion } from '#app/features/questions/create-question.server.ts'
import { fieldOf } from '#app/features/questions/forms.ts'
import { answersOfInvitation } from '#app/features/questions/queries.server.ts'
import { saveQuestionAnswers } from '#app/features/questions/save-question-answers.server.ts'
import { saveNeeds } from '#app/features/needs/save-needs.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import {
  makeAnswerLink,
  makeAssociation,
  makeEvent,
  makeInvitation,
  makeOrganiser,
  makePerson,
  type InvitationRow,
} from '#tests/support/makers.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { unzipped } from '#tests/support/unzip.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.close()
})
const t = words('fi')
const actor = { kind: 'system' } as const
const evil = '=HYPERLINK("https://evil.example";"Paina")'

/** A hybrid event with its liaison's cookie, and one question. */
async function convened() {
  const { db } = server
  const organiser = await makeOrganiser(db)
  const liaison = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
  const event = await makeEvent(db, { organiserId: organiser.id, convenerId: liaison.id, attendanceMode: 'hybrid' })
  const asking = { kind: 'text', required: true, wording: { fi: 'Mitä haluatte kysyä?' }, options: [] } as const
  const input = { ...asking, options: [] }
  const question = await createQuestion(db, { eventId: event.id, input, actor, now: Date.now() })
  if (!question.ok) throw new Error(question.refusal.reason)
  const invite = async (given: Partial<InvitationRow> = {}) => {
    const association = await makeAssociation(db, { municipalityId: organiser.id })
    const invitation = await makeInvitation(db, { eventId: event.id, recipientId: association.id, ...given })
    return { ...invitation, path: new URL(await makeAnswerLink(db, invitation, server)).pathname }
  }
  return { event, questionId: question.id, invite, cookie: await server.signInAs(liaison.email) }
}

/** A party of three from an evil association, one of them online, which asks something and has a need. */
async function evilParty({ invite, questionId }: Awaited<ReturnType<typeof convened>>) {
  const { db, secret } = server
  const invitation = await invite({ name: '+Kylät ry', email: 'kylat@yhdistys.example' })
  const now = Date.now()
  const by = { invitationId: invitation.id, actor, now }
  const guests = [
    { name: 'Aino Virtanen', online: false },
    { name: '@Pekka Aho', online: true },
  ]
  await answerWithGuests(db, { ...by, answer: 'yes', people: 3, message: `${evil}\u0001`, guests })
  const form = new FormData()
  form.append('asked', questionId)
  form.append(fieldOf(questionId), '-1+1')
  await saveQuestionAnswers(db, { ...by, form })
  await saveNeeds(db, { ...by, needs: { kinds: ['vegan'], text: 'Pähkinäallergia' }, secret })
}

test('the workbook holds what the CSV holds, as strings that no spreadsheet counts (SEC-15), and no needs', async () => {
  const world = await convened()
  await evilParty(world)
  const get = (ending: string) =>
    server.get(`/events/${world.event.id}/answers.${ending}?lang=fi`, { cookie: world.cookie })
  const answer = await get('xlsx')
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.xlsx"$/)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const parts = unzipped(Buffer.from(await answer.arrayBuffer()))
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, text]) => text)
  const cells = sheets.join('')
  const all = [...parts.values()].join('').replaceAll('&quot;', '"')
  for (const text of ['+Kylät ry', 'Aino Virtanen, @Pekka Aho (etänä)', evil, '-1+1', 'Mitä haluatte kysyä?']) {
    expect(all).toContain(text)
  }
  expect(cells).not.toMatch(/<f[ >/]/)
  expect(all).not.toContain('\u0001')
  // Every cell that holds text says so; numbers are the only others.
  const untyped = [...cells.matchAll(/<c (?![^>]*t="(?:s|inlineStr)")[^>]*>(.*?)<\/c>/g)].map(([, inner]) => inner)
  expect(untyped.length).toBeGreaterThan(0)
  expect(untyped.filter((inner) => !/^<v>\d+<\/v>$/.test(inner ?? ''))).toEqual([])

  const csv = await (await get('csv')).text()
  expect(csv).toContain(";'-1+1")
  expect(csv).toContain(`;tulee;3;1;Aino Virtanen, @Pekka Aho (etänä);`)
  for (const table of [all, csv]) expect(table).not.toMatch(/Pähkinäallergia|egaani/)
})

test('the printed list has names by family, organisations and how they take part, and nothing else', async () => {
  const world = await convened()
  await evilParty(world)
  await world.invite({ name: 'Jonottajat ry', answer: 'yes', place: 'waiting', people: 1 })
  const html = await (
    await server.get(`/events/${world.event.id}/participants/print?lang=fi`, { cookie: world.cookie })
  ).text()
  const shown = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ')
  expect(shown.indexOf('Aho @Pekka')).toBeGreaterThan(0)
  expect(shown.indexOf('Virtanen Aino')).toBeGreaterThan(shown.indexOf('Aho @Pekka'))
  expect(shown).toContain(t('participants:sheet.unnamed'))
  expect(html).toContain('+Kylät ry')
  // Not in the data that the page carries, either.
  expect(html).not.toMatch(/Pähkinäallergia|kylat@yhdistys|HYPERLINK|Jonottajat/)
})

test('the convener sees totals by group and municipality, and by organisation who has not answered what is asked', async () => {
  const world = await convened()
  await evilParty(world)
  await world.invite({ answer: 'no', answeredAt: Date.now() })
  await world.invite({ recipientId: 'nobody we know' })
  const view = async (by: string) =>
    (
      await (
        await server.get(`/events/${world.event.id}/invitations/participants?lang=fi&by=${by}`, {
          cookie: world.cookie,
        })
      ).text()
    ).replace(/<script[\s\S]*?<\/script>/g, '')
  expect(await view('group')).toContain(t('participants:groups.association'))
  const places = await view('municipality')
  expect(places).toContain('Laukaan kunta')
  expect(places).toContain(t('participants:unknown'))
  const total = /Yhteensä[\s\S]*?<\/tr>/.exec(places)?.[0] ?? ''
  expect([...total.matchAll(/class="num">(\d+)</g)].map(([, number]) => number)).toEqual(['3', '2', '1', '1', '3', '1'])
  expect(await view('organisation')).toContain('Aino Virtanen, @Pekka Aho (etänä) ja 1 nimeämätön')
})

test('without script a party tells its number, then who they are, and a second person sees who answered', async () => {
  const { invite } = await convened()
  const { path, id } = await invite()
  const open = async () => (await server.get(`${path}?lang=fi`)).text()
  const send = (form: Record<string, string>) => server.post(`${path}?lang=fi`, form)
  await send({ answer: 'yes' })
  const details = { part: 'details', answer: 'yes' }
  await send({ ...details, people: '2', guest: '', answeredBy: 'Aino Virtanen' })
  const shared = await open()
  expect(shared.match(/name="guest"/g)).toHaveLength(2)
  expect(shared).toMatch(/Vastannut Aino Virtanen \d+\.\d+\. klo/)
  // Names beyond the number come back as they were typed, beside the words of what is wrong.
  const more: [string, string][] = [
    ...Object.entries({ ...details, people: '1' }),
    ['guest', 'Aino'],
    ['guest', 'Ritva'],
  ]
  const refused = await server.post(`${path}?lang=fi`, more)
  expect(refused.status).toBe(409)
  const told = await refused.text()
  expect(told).toContain(t('guests:troubles.moreNames', { names: 2, people: 1 }))
  expect(told).toContain('value="Ritva"')
  expect(await guestsOf(server.db.read, id)).toEqual([])
  await send({ ...details, people: '2', guest: 'Aino', guestOnline: '0' })
  expect(await guestsOf(server.db.read, id)).toEqual([{ name: 'Aino', online: true }])
  expect(await invitationById(server.db.read, id)).toMatchObject({ people: 2, online: 1 })
})

test('questions are asked once one comes, required or not they block nothing, and what is wrong keeps what was typed', async () => {
  const { invite, questionId } = await convened()
  const { path, id } = await invite()
  const open = async (rest = '') => (await server.get(`${path}${rest}?lang=fi`)).text()
  expect(await open()).not.toContain('Mitä haluatte kysyä?')
  expect((await server.post(`${path}?lang=fi`, { answer: 'yes' })).status).toBe(303)
  expect(await open()).toContain(t('questions:missing', { count: 1 }))
  const reply = (text: string) =>
    server.post(`${path}/questions?lang=fi`, { asked: questionId, [fieldOf(questionId)]: text })
  const long = await reply('x'.repeat(501))
  expect(long.status).toBe(400)
  expect(await long.text()).toContain('x'.repeat(501))
  expect((await reply('Salista')).headers.get('Location')).toContain('saved=questions')
  expect(await answersOfInvitation(server.db.read, id)).toEqual({ [questionId]: 'Salista' })
  expect(await open()).not.toContain(t('questions:missing', { count: 1 }))
})
