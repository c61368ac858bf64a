import { parseWithZod } from '@conform-to/zod/v4'
import { expect, test } from 'vitest'
import { words } from '#app/i18n/translators.server.ts'
import { languages } from '#app/lib/languages.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { cancelForm, eventForm, formValues, inWords, plannerForm, sentenceOf, type Known } from './forms.ts'
import { errorCodes, eventZone } from './rules.ts'

const at = (day: string, time: string) => zonedInstant(day, time, eventZone) ?? Number.NaN
const known: Known = { now: at('2027-04-01', '12:00'), organiserIds: ['laukaa'], venueIds: ['school'] }

const whole = {
  organiserId: 'laukaa',
  kind: 'forum',
  level: 'municipality',
  theme: 'forum',
  titleFi: 'Kevään järjestöfoorumi',
  titleSv: '',
  day: '2027-04-20',
  startTime: '17:00',
  endTime: '20:00',
  attendanceMode: 'inPerson',
  venueId: 'school',
  onlineUrl: '',
  capacity: '60',
  answerByDay: '2027-04-13',
  languages: ['fi', 'sv'],
}

function sent(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  return form
}

/** What a person who reads Finnish is told of each field. */
function told(given: Partial<typeof whole>, more: Partial<Known> = {}) {
  const form = parseWithZod(sent({ ...whole, ...given }), { schema: eventForm({ ...known, ...more }) })
  return form.status === 'success' ? null : inWords(form.reply(), words('fi')).error
}

test('a whole form becomes moments of the event’s zone, and comes back as it was written', () => {
  const form = parseWithZod(sent(whole), { schema: eventForm(known) })
  expect(form.status).toBe('success')
  if (form.status !== 'success') return
  expect(form.value).toMatchObject({
    title: { fi: 'Kevään järjestöfoorumi' },
    startsAt: Date.UTC(2027, 3, 20, 14),
    endsAt: Date.UTC(2027, 3, 20, 17),
    answerBy: Date.UTC(2027, 3, 13, 20, 59, 59, 999),
    capacity: 60,
    onlineUrl: null,
    languages: ['fi', 'sv'],
  })
  expect(formValues(form.value)).toMatchObject(whole)
})

test('on the day of the event one can answer until it begins', () => {
  const form = parseWithZod(sent({ ...whole, answerByDay: '2027-04-20' }), { schema: eventForm(known) })
  expect(form.status === 'success' && form.value.answerBy).toBe(Date.UTC(2027, 3, 20, 14))
})

test('days and times are read as Finns write them too', () => {
  expect(told({ day: '20.4.2027', startTime: '17.00', endTime: '20' })).toBeNull()
})

test.each<[string, Partial<typeof whole>, string, string]>([
  ['a day that is not there', { day: '2027-04-31' }, 'day', 'Huhtikuussa on 30 päivää. Kirjoita päivä 1–30.'],
  ['the leap day of a common year', { day: '29.2.2027' }, 'day', 'Helmikuussa on 28 päivää. Kirjoita päivä 1–28.'],
  ['a past day', { day: '2027-03-31' }, 'day', 'Päivä on mennyt. Valitse päivä tästä eteenpäin.'],
  ['no day', { day: '' }, 'day', 'Kirjoita päivä.'],
  [
    'a past hour of today',
    { day: '2027-04-01', startTime: '11:00', answerByDay: '' },
    'startTime',
    'Kellonaika on mennyt. Valitse myöhempi aika.',
  ],
  ['an end before the start', { endTime: '16:00' }, 'endTime', 'Päättymisaika on ennen alkua. Valitse myöhempi aika.'],
  ['an unknown venue', { venueId: 'moon' }, 'venueId', 'Paikkaa ei löydy rekisteristä. Valitse paikka luettelosta.'],
  [
    'a venue’s name in place of its id',
    { venueId: 'Koulu' },
    'venueId',
    'Paikkaa ei löydy rekisteristä. Valitse paikka luettelosta.',
  ],
  ['somebody else’s organiser', { organiserId: 'hankasalmi' }, 'organiserId', 'Valitse, kuka kutsuu koolle.'],
  ['a title in English only', { titleFi: '' }, 'titleFi', 'Kirjoita tilaisuuden nimi suomeksi tai ruotsiksi.'],
  [
    'a link that is not https',
    { attendanceMode: 'online', onlineUrl: 'http://x.example' },
    'onlineUrl',
    'Kirjoita koko osoite. Sen alussa on https://',
  ],
  [
    'a script as a link',
    { attendanceMode: 'online', onlineUrl: 'javascript:alert(1)' },
    'onlineUrl',
    'Kirjoita koko osoite. Sen alussa on https://',
  ],
  [
    'answers after the start',
    { answerByDay: '2027-04-21' },
    'answerByDay',
    'Vastausaika jatkuisi alun jälkeen. Valitse päivä viimeistään tilaisuuden päivänä.',
  ],
  ['a capacity in words', { capacity: 'paljon' }, 'capacity', 'Kirjoita määrä numeroin, esimerkiksi 60.'],
  ['no room at all', { capacity: '0' }, 'capacity', 'Kirjoita määrä väliltä 1–10\u00a0000.'],
  ['more room than there is', { capacity: '99999999999' }, 'capacity', 'Kirjoita määrä väliltä 1–10\u00a0000.'],
])('%s is told at its field in a clear sentence', (_what, given, field, sentence) => {
  expect(told(given)?.[field]).toEqual([sentence])
})

test('what was typed is kept, and everything wrong is told at once', () => {
  const fields = { ...whole, titleFi: '', day: '2027-04-31', venueId: 'moon' }
  const form = parseWithZod(sent(fields), { schema: eventForm(known) })
  const reply = inWords(form.reply(), words('fi'))
  expect(Object.keys(reply.error ?? {}).sort()).toEqual(['day', 'titleFi', 'venueId'])
  expect(reply.initialValue).toMatchObject({ day: '2027-04-31', venueId: 'moon', capacity: '60' })
})

test('what is wrong between fields is told in the same round as what is wrong in others', () => {
  const between = { endTime: '16:00', answerByDay: '2027-04-21' }
  const others = { titleFi: '', venueId: 'moon', capacity: 'paljon' }
  expect(Object.keys(told({ ...between, ...others }) ?? {}).sort()).toEqual(
    ['answerByDay', 'capacity', 'endTime', 'titleFi', 'venueId'].sort(),
  )
  const published = { startsAt: at('2027-04-20', '17:00'), answerBy: null, published: true }
  const nowhere = { ...between, venueId: '' }
  expect(Object.keys(told(nowhere, { event: published }) ?? {}).sort()).toEqual(['answerByDay', 'endTime', 'venueId'])
  // Only what can be known: the day is wrong, so nobody can say whether the answers come after it.
  expect(Object.keys(told({ ...between, day: '2027-04-31' }) ?? {}).sort()).toEqual(['day', 'endTime'])
})

test('a capacity may be written with the spaces that its range is shown with', () => {
  expect(told({ capacity: ' 1 000' })).toBeNull()
  expect(told({ capacity: '10\u00a0000' })).toBeNull()
  expect(sentenceOf('capacityRange:10000', words('en'))).toContain('10,000')
})

test('an event that is under way can be mended without moving it', () => {
  const event = { startsAt: at('2027-03-31', '17:00'), answerBy: null, published: true }
  const running = { day: '2027-03-31', answerByDay: '' }
  expect(told(running, { event })).toBeNull()
  expect(told({ ...running, startTime: '16:00' }, { event })).toHaveProperty('startTime')
})

test('a public event keeps its place; a draft may lack it', () => {
  const event = { startsAt: at('2027-04-20', '17:00'), answerBy: null, published: true }
  expect(told({ venueId: '' })).toBeNull()
  expect(told({ venueId: '' }, { event })).toHaveProperty('venueId')
  expect(told({ attendanceMode: 'hybrid' }, { event })).toHaveProperty('onlineUrl')
})

test('cancelling asks for a reason that everybody can read', () => {
  const form = parseWithZod(sent({ reasonEn: 'Snow' }), { schema: cancelForm })
  expect(inWords(form.reply(), words('sv')).error).toEqual({
    reasonFi: ['Skriv orsaken på finska eller svenska. Den berättas för alla.'],
  })
})

test('a co-planner needs an association, a name and an address', () => {
  const form = parseWithZod(sent({ associationId: '', name: ' ', email: 'ritva', language: 'fi' }), {
    schema: plannerForm,
  })
  expect(Object.keys(form.reply().error ?? {}).sort()).toEqual(['associationId', 'email', 'name'])
})

test('whatever a field is sent as, what is wrong is a code of ours and never the library’s own English', () => {
  const planner = { associationId: 'a', name: 'Ritva', email: 'ritva@laukaa.fi', language: 'fi' }
  const forms = [
    [whole, eventForm(known)],
    [planner, plannerForm],
    [{ reasonFi: 'Lunta', reasonSv: 'Snö', reasonEn: 'Snow' }, cancelForm],
  ] as const
  for (const [fields, schema] of forms) {
    for (const field of Object.keys(fields)) {
      for (const value of [[], [' '], ['a', 'b'], ['x'.repeat(9000)], ['\u0000']]) {
        const form = parseWithZod(sent({ ...fields, [field]: value }), { schema })
        const codes = form.status === 'success' ? [] : Object.values(form.reply().error ?? {}).flat()
        for (const code of codes) expect(errorCodes, field).toContain(code?.split(':')[0])
      }
    }
  }
})

test.each(languages)('every error has its sentence in %s', (language) => {
  const t = words(language)
  for (const code of errorCodes) {
    const sentence = sentenceOf(`${code}:4:30`, t)
    expect(sentence, code).toMatch(/[.!/]$/)
    expect(sentence, code).not.toMatch(/errors\.|\{\{|NaN|undefined/)
  }
})
