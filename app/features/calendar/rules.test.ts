import { describe, expect, it } from 'vitest'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { entryOf, feedAt, feedName, feedPath, feedScope, fileName, type FeedEvent } from './rules.ts'

const at = (address: string) => {
  const { pathname, searchParams } = new URL(address, 'https://kutsu.example')
  return feedAt(pathname, searchParams)
}

describe('a calendar address', () => {
  it('says which feed it is', () => {
    expect(at('/calendar.ics')).toEqual({ of: 'everybody', kinds: [], language: 'fi' })
    expect(at('/calendar/laukaa.ics?kind=workshop&kind=forum&lang=sv')).toEqual({
      of: 'organiser',
      organiserId: 'laukaa',
      kinds: ['forum', 'workshop'],
      language: 'sv',
    })
    expect(at('/events/k7d2m9.ics?lang=en')).toEqual({ of: 'event', eventId: 'k7d2m9', language: 'en' })
  })

  it('leaves pages to the pages', () => {
    for (const page of [
      '/calendar',
      '/calendar/subscribe',
      '/events/k7d2m9',
      '/events.ics',
      '/calendar/a/b.ics',
      '/x.ics',
    ]) {
      expect([page, at(page)]).toEqual([page, null])
    }
  })

  it('does not show everything when an unknown kind is asked for; an unknown language is Finnish', () => {
    expect(at('/calendar.ics?kind=party')).toBe('unknown')
    expect(at('/calendar.ics?kind=')).toMatchObject({ kinds: [] })
    expect(at('/calendar.ics?lang=de&utm=1')).toEqual({ of: 'everybody', kinds: [], language: 'fi' })
  })

  it('is written one way only', () => {
    for (const path of [
      '/calendar.ics',
      '/calendar/laukaa.ics?kind=forum&kind=hearing&lang=sv',
      '/events/k7.ics?lang=en',
    ]) {
      const feed = at(path)
      expect(feed && feed !== 'unknown' && feedPath(feed)).toBe(path)
    }
    const turned = at('/calendar.ics?lang=fi&kind=hearing&kind=forum&kind=forum')
    expect(turned && turned !== 'unknown' && feedPath(turned)).toBe('/calendar.ics?kind=forum&kind=hearing')
  })
})

describe('a feed of an organiser', () => {
  const place = (
    id: string,
    kind: 'county' | 'municipality' | 'sector',
    parentId: string | null,
    subregion: string | null,
  ) => ({
    id,
    kind,
    parentId,
    subregion,
  })
  const all = [
    place('county', 'county', null, null),
    place('laukaa', 'municipality', 'county', 'jyvaskyla'),
    place('culture', 'sector', 'laukaa', null),
    place('muurame', 'municipality', 'county', 'jyvaskyla'),
    place('joutsa', 'municipality', 'county', 'joutsa'),
    place('elsewhere', 'municipality', null, null),
  ]

  it('of a municipality holds its own events and its sectors’, its subregion’s and the county’s', () => {
    const scope = feedScope('laukaa', all)
    expect(scope?.own).toEqual(['laukaa', 'culture'])
    expect(new Set(scope?.subregion)).toEqual(new Set(['laukaa', 'culture', 'muurame']))
    expect(new Set(scope?.county)).toEqual(new Set(['county', 'laukaa', 'culture', 'muurame', 'joutsa']))
  })

  it('of the county holds those of all its municipalities, of a sector only its own', () => {
    expect(new Set(feedScope('county', all)?.own)).toEqual(
      new Set(['county', 'laukaa', 'culture', 'muurame', 'joutsa']),
    )
    expect(feedScope('culture', all)).toEqual({ own: ['culture'], subregion: [], county: [] })
    expect(feedScope('elsewhere', all)).toEqual({ own: ['elsewhere'], subregion: [], county: [] })
    expect(feedScope('nowhere', all)).toBeNull()
  })

  it('has a name in each language', () => {
    const feed = { of: 'organiser', organiserId: 'laukaa', kinds: ['forum'], language: 'fi' } as const
    const organiser = { name: { fi: 'Laukaa', sv: 'Laukas' }, withCounty: true }
    expect(feedName({ ...feed, kinds: ['forum'] }, organiser, words('fi'))).toBe(
      'Laukaa ja koko hyvinvointialue: järjestöfoorumit',
    )
    expect(feedName({ ...feed, kinds: [], language: 'sv' }, organiser, words('sv'))).toBe(
      'Laukas och hela välfärdsområdet',
    )
    expect(feedName({ of: 'everybody', kinds: [], language: 'en' }, null, words('en'))).toBe(
      'Calendar of cooperation with associations',
    )
  })
})

describe('an event in a calendar', () => {
  const event: FeedEvent = {
    id: 'k7',
    uid: 'k7@kutsu',
    sequence: 1,
    changedAt: 5,
    state: 'published',
    kind: 'forum',
    title: { fi: 'Foorumi' },
    description: { fi: 'Tervetuloa.', sv: 'Välkommen.' },
    cancelReason: null,
    startsAt: Date.UTC(2027, 3, 20, 14),
    endsAt: Date.UTC(2027, 3, 20, 17),
    timeZone: 'Europe/Helsinki',
    movedFrom: Date.UTC(2027, 3, 19, 14),
    answerBy: Date.UTC(2027, 3, 13, 20),
    attendanceMode: 'hybrid',
    onlineUrl: 'https://video.example/1',
    venue: { name: { fi: 'Ruokasali' }, municipalityName: { fi: 'Laukaa' } },
    organiser: { name: { fi: 'Laukaa', sv: 'Laukas' }, email: null },
    coOrganisers: [],
    agenda: [
      { ...emptyItem, id: 'a', kind: 'arrival', title: 'Kahvi', minutes: 30, before: true },
      { ...emptyItem, id: 'b', kind: 'speech', title: 'Avaus', presenter: 'kunnanjohtaja' },
    ],
  }
  const entry = (given: Partial<FeedEvent>, language: 'fi' | 'sv' | 'en' = 'fi') =>
    entryOf({ ...event, ...given }, language, 'https://kutsu.example', words(language))

  it('tells the news first, then the agenda with its times', () => {
    expect(entry({}).description.split('\n\n')).toEqual([
      'Aika muuttui. Aiempi aika oli ma 19.4. klo 17.00.',
      'Tervetuloa.',
      'Vastatkaa kutsuun viimeistään ti 13.4.',
      'Ohjelma\n16.30 Kahvi (30 min)\n17.00 Avaus (10 min, kunnanjohtaja)',
      'Etäyhteys: https://video.example/1',
      'Tilaisuuden sivu: https://kutsu.example/events/k7',
    ])
  })

  it('tells tables once, under the item they stand in, and what is not agreed yet', () => {
    const agenda = [
      { ...emptyItem, id: 'p', title: 'Pöydät', minutes: 30, kind: 'tableWork' as const },
      { ...emptyItem, id: 'a', title: 'Tilat', minutes: 30, within: 'p', capacity: 20, presenter: 'Maija' },
      { ...emptyItem, id: 'b', title: 'Avustukset', minutes: 30, within: 'p', closed: true },
      { ...emptyItem, id: 'c', title: 'Ideoita', state: 'idea' as const },
    ]
    expect(entry({ agenda }).description).toContain(
      'Ohjelma\n17.00 Pöydät (30 min)\n  A Tilat (Maija, 20 paikkaa)\n  B Avustukset (täynnä)\n17.30 Ideoita (10 min, alustava)\n\n',
    )
  })

  it('falls back from Swedish to Finnish and says so', () => {
    const swedish = entry({}, 'sv')
    expect(swedish.title).toEqual({ text: 'Foorumi', lang: 'fi' })
    expect(swedish.description).toContain('Välkommen.')
    expect(swedish.organiser.name).toBe('Laukas')
    expect(swedish.categories).toEqual([words('sv')('events:kinds.forum')])
  })

  it('keeps its title when cancelled and says why', () => {
    const cancelled = entry({ state: 'cancelled', cancelReason: { fi: 'Sali on suljettu.' } })
    expect(cancelled.cancelled).toBe(true)
    expect(cancelled.title.text).toBe('Foorumi')
    expect(cancelled.description).toMatch(/^Tilaisuus on peruttu\. Sali on suljettu\.\n\n/)
    expect(cancelled.description).not.toContain('Vastatkaa')
  })

  it('reads the same once it has been held', () => {
    expect(entry({ state: 'held' })).toEqual(entry({ state: 'published' }))
  })

  it('tells only the ways in that its mode has', () => {
    expect(entry({}).location).toBe('Ruokasali, Laukaa')
    expect(entry({ attendanceMode: 'inPerson' })).toMatchObject({ conference: null, location: 'Ruokasali, Laukaa' })
    expect(entry({ attendanceMode: 'inPerson' }).description).not.toContain('video.example')
    expect(entry({ attendanceMode: 'online' })).toMatchObject({
      conference: 'https://video.example/1',
      location: 'https://video.example/1',
    })
  })

  it('is a file with a plain name', () => {
    expect(fileName({ fi: 'Kevään järjestöfoorumi: "Tilat" /..\r\n' }, 'fi')).toBe('kevaan-jarjestofoorumi-tilat.ics')
    expect(fileName({ fi: '漢字' }, 'fi')).toBe('kutsu.ics')
  })
})
