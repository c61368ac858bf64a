import type { TFunction } from 'i18next'
import { clock, duration, longDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import type { EditDetails, FieldChange, ItemChange } from '../rules.ts'

type Words = { t: TFunction<['history', 'agenda']>; language: Language; zone: string }
type Values = Record<string, string | number>

/** A change with those who made it: `Ritva muutti kohdan ”Tauko” kestoa: 15 min → 20 min.` */
export function sentenceOf(
  edit: { title: string; details: EditDetails; people: string[] },
  { t, language, zone }: Words,
): string {
  const { details } = edit
  const who = listed(edit.people, t)
  const verb = t(`history:verbs.${details.kind}`, { count: Math.max(1, edit.people.length) })
  const values = { who, verb, title: edit.title.trim() || t('history:untitled') }
  if (details.kind === 'changed') {
    return t(`history:changed.${details.field}`, { ...values, ...beforeAndAfter(details, { t, language, zone }) })
  }
  return t(`history:did.${details.kind}`, { ...values, ...valuesOf(details, { t, language, zone }) })
}

/** The same without people, for two versions side by side: `”Tauko”, kesto: 15 min → 20 min` */
export function factOf({ title, details }: ItemChange, { t, language, zone }: Words): string {
  const values = { title: title.trim() || t('history:untitled') }
  if (details.kind === 'changed') {
    return t(`history:compare.changed.${details.field}`, {
      ...values,
      ...beforeAndAfter(details, { t, language, zone }),
    })
  }
  if (details.kind === 'restored' || details.kind === 'started') return ''
  return t(`history:compare.did.${details.kind}`, { ...values, ...valuesOf(details, { t, language, zone }) })
}

/** `Ritva`, `Ritva ja Pekka`, `Ritva, Pekka ja Samira` */
export function listed(people: string[], t: Words['t']): string {
  const last = people.at(-1)
  if (last === undefined) return t('history:somebody')
  return people.length === 1 ? last : t('history:and', { first: people.slice(0, -1).join(', '), last })
}

function valuesOf(details: Exclude<EditDetails, { kind: 'changed' }>, { t, language, zone }: Words): Values {
  if (details.kind === 'added' || details.kind === 'removed') return { minutes: duration(details.item.minutes) }
  if (details.kind === 'moved') return { before: details.before, after: details.after }
  if (details.kind === 'started') return { from: details.from }
  const time = t('history:at', { time: clock(details.at, zone, language) })
  return { when: `${longDay(details.at, zone, language)} ${time}` }
}

function beforeAndAfter(change: FieldChange, words: Words): Values {
  return { before: valueOf(change, 'before', words), after: valueOf(change, 'after', words) }
}

function valueOf(change: FieldChange, which: 'before' | 'after', { t, language }: Words): string {
  switch (change.field) {
    case 'title':
      return change[which].trim() || t('history:untitled')
    case 'kind':
      return t(`agenda:kinds.${change[which]}`)
    case 'minutes':
      return duration(change[which])
    case 'presenter':
    case 'place':
      return change[which].trim() || t('history:values.nothing')
    case 'before':
      return t(`history:values.${change[which] ? 'beforeStart' : 'inLine'}`)
    case 'state':
      return t(`history:values.${change[which]}`)
    case 'pinned': {
      const pinned = change[which]
      return pinned === null ? t('history:values.noTime') : language === 'en' ? pinned : pinned.replace(':', '.')
    }
    case 'within':
      return t(`history:values.${change[which] === null ? 'inLine' : 'sideBySide'}`)
    case 'capacity':
      return change[which] === null ? t('history:values.noLimit') : String(change[which])
    case 'closed':
      return t(`history:values.${change[which] ? 'closed' : 'open'}`)
    // Told without their values: an id, and a text too long for a sentence.
    case 'associationId':
    case 'description':
      return ''
  }
}
