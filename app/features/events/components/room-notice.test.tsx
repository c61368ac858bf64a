import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import fi from '#app/i18n/fi.ts'
import { makeTranslator } from '#app/i18n/translate.ts'
import type { EventDetails } from '../queries.server.ts'
import { RoomNotice } from './room-notice.tsx'

const words = makeTranslator('fi', fi)
const venue: NonNullable<EventDetails['venue']> = {
  id: 'library',
  name: { fi: 'Kirjaston sali' },
  municipalityName: { fi: 'Laukaa' },
  seats: 30,
  access: { stepFree: true, inductionLoop: false, accessibleToilet: true },
  facilities: { hybridEquipment: true, kitchen: true, parking: true },
}

function told(capacity: number | null, coming: number, attendanceMode: EventDetails['attendanceMode'] = 'inPerson') {
  return renderToStaticMarkup(
    <I18nextProvider i18n={words}>
      <RoomNotice event={{ capacity, attendanceMode, venue }} coming={coming} language="fi" />
    </I18nextProvider>,
  )
}

test('a convener hears that more are coming than fit', () => {
  expect(told(10, 27)).toContain('27 on jo tulossa, paikkoja on 10.')
  expect(told(27, 27)).toBe('')
})

test('a convener hears that the place has fewer seats, unless some take part online', () => {
  expect(told(60, 0)).toContain('Tilaisuuteen mahtuu 60, mutta tilassa on vain 30 paikkaa: Kirjaston sali.')
  expect(told(60, 0, 'hybrid')).toBe('')
  expect(told(30, 0)).toBe('')
})

test('without a limit nothing is too much', () => {
  expect(told(null, 500)).toBe('')
})
