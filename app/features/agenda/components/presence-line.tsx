import { useTranslation } from 'react-i18next'
import type { Present } from '#app/live/contract.ts'
import { Avatars } from '#app/ui/avatars.tsx'
import { Row } from '#app/ui/page.tsx'

/** How many are named; the rest are counted. */
const mostNames = 3

/** Those who have the agenda open, as rings and as a sentence: `Paikalla sinä, Pekka, Ritva ja Samira`. `more`: besides. */
export function PresenceLine({ you, others, more }: { you: Present | null; others: Present[]; more: number }) {
  const { t } = useTranslation('live')
  const people = peopleOf(you, others)
  const names = people.map((one) => firstName(one.name))
  const shown = names.slice(0, names.length > mostNames + 1 ? mostNames : -1)
  const sentence =
    names.length === 0
      ? t('present.alone')
      : names.length === 1
        ? t('present.one', { last: names[0] })
        : names.length > mostNames + 1
          ? t('present.many', { names: shown.join(', '), count: names.length - mostNames + more })
          : t('present.some', { names: shown.join(', '), last: names.at(-1) })
  return (
    <Row gap={16}>
      <Avatars
        people={[...(you ? [{ ...you, me: true }] : []), ...people].map(({ id, name, colour, ...rest }) => ({
          id: String(id),
          name,
          order: colour - 1,
          me: 'me' in rest,
        }))}
      />
      <p>{sentence}</p>
    </Row>
  )
}

/** Others, once each, however many tabs they have; one's own other tabs are oneself. */
function peopleOf(you: Present | null, others: Present[]): Present[] {
  const seen = new Set(you ? [key(you)] : [])
  return others.filter((one) => !seen.has(key(one)) && seen.add(key(one)))
}

/** The one other person who has the document open; null when there are several, or this person is here twice. */
export function onlyOther(you: Present | null, others: Present[]): Present | null {
  const [other, ...more] = peopleOf(null, others)
  return other && more.length === 0 && (!you || key(other) !== key(you)) ? other : null
}

const key = ({ name, colour }: Present) => `${String(colour)} ${name}`

export function firstName(name: string): string {
  return name.split(' ', 1)[0] ?? name
}
