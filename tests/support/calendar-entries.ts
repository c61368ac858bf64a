import type { CalendarEntry } from '#app/lib/icalendar.ts'

/** Text that breaks careless writers: every character with a meaning, every width in UTF-8, a family of four. */
export const nastyText = 'Yö, päivä; \\ "lainaus"\nRivi \\n kaksi ^ \t ääkköset 漢字 👨‍👩‍👧‍👦 e\u0301 '.repeat(3)

/** The same entries for golden files, parsers and processes of other time zones. */
export const sampleEntries: [CalendarEntry, CalendarEntry, CalendarEntry] = [
  {
    uid: 'k7d2m9q4x1c8v5b3n6f0@kutsu',
    sequence: 0,
    changedAt: Date.UTC(2027, 1, 1, 8, 30),
    when: { startsAt: Date.UTC(2027, 3, 20, 14), endsAt: Date.UTC(2027, 3, 20, 17), zone: 'Europe/Helsinki' },
    cancelled: false,
    title: { text: 'Kevään järjestöfoorumi: Tilat, tuki ja yhteinen kalenteri', lang: 'fi' },
    description: 'Ohjelma\n17.00 Avaus (10 min, kunnanjohtaja)\n17.10 Tilat ja käyttöehdot; keskustelu (35 min)',
    location: 'Yhtenäiskoulun ruokasali, Laukaa',
    url: 'https://kutsu.example.org/events/k7d2m9q4x1c8v5b3n6f0',
    conference: null,
    categories: ['Järjestöfoorumi'],
    organiser: { name: 'Laukaa', email: 'jarjestoyhdyshenkilo.laukaa@example.org' },
  },
  {
    uid: 'a1b2c3d4e5f6g7h8i9j0@kutsu',
    sequence: 3,
    changedAt: Date.UTC(2027, 1, 2, 9, 0, 1),
    when: { startsAt: Date.UTC(2027, 0, 19, 14, 30), endsAt: Date.UTC(2027, 0, 19, 16), zone: 'Europe/Helsinki' },
    cancelled: true,
    title: { text: nastyText, lang: 'en' },
    description: nastyText.repeat(8),
    location: nastyText,
    url: 'http://localhost:3000/events/a1b2c3d4e5f6g7h8i9j0',
    conference: 'https://video.example.org/huone?a=1,2;3&b=%20',
    categories: ['Kuuleminen, kaikille', 'Toinen; luokka'],
    organiser: { name: 'Kunta "A;B:C",\r\nATTENDEE:mailto:x@example.org ^n', email: null },
  },
  {
    uid: 'grants-2027@kutsu',
    sequence: 1,
    changedAt: Date.UTC(2027, 0, 1),
    when: { firstDay: '2027-05-03', lastDay: '2027-05-31' },
    cancelled: false,
    title: { text: 'Tilavuorojen haku syyskaudelle', lang: 'fi' },
    description: '',
    location: '',
    url: 'https://kutsu.example.org/events/grants-2027',
    conference: 'javascript:alert(1)',
    categories: [],
    organiser: { name: 'Laukaa', email: 'not an address' },
  },
]
