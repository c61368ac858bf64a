import { useTranslation } from 'react-i18next'
import { clockRange } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Lines, Line } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { ChoiceGroup, TableChoice } from '../rules.ts'

type Props = {
  groups: ChoiceGroup[]
  /** How many come. */
  party: number
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** The press that brought us here saved them. */
  saved: boolean
  /** Nothing can be chosen any more. */
  closed: boolean
  /** The page where tables are chosen. */
  address: string
}

/** On the answer page: at which tables the guest sits, and the way to choose. */
export function TablesSummary({ groups, party, zone, language, textLanguage, saved, closed, address }: Props) {
  const { t } = useTranslation('tablePlaces')
  if (groups.length === 0) return null
  const any = groups.some(({ tables }) => tables.some(({ own }) => own !== null))
  return (
    <Section title={t('summary.title')} id="tables">
      <Stack gap={14}>
        {saved && <p role="status">{t('summary.saved')}</p>}
        <Lines>
          {groups.map(({ id, title, startsAt, endsAt, tables }) => (
            <Line key={id}>
              <p className="small mute">
                {clockRange(startsAt, endsAt, zone, language)} <Written title={title} />
              </p>
              {tables.every(({ own }) => own === null) && <p>{t('summary.none')}</p>}
              {tables.map((table) => table.own && <OwnTable key={table.id} table={table} own={table.own} />)}
            </Line>
          ))}
        </Lines>
        <p>
          <a href={address}>{t(`summary.${closed ? 'look' : any ? 'change' : 'choose'}`)}</a>
        </p>
      </Stack>
    </Section>
  )

  function Written({ title }: { title: string }) {
    return <span lang={textLanguage === language ? undefined : textLanguage}>{softHyphens(title)}</span>
  }

  function OwnTable({ table, own }: { table: TableChoice; own: NonNullable<TableChoice['own']> }) {
    const facts = [
      party > 1 && t('people', { count: own.people }),
      own.place === 'waiting' && t('summary.inQueue', { place: table.queuePlace ?? 0 }),
      own.place === 'offered' && t('summary.offered'),
    ].filter(Boolean)
    return (
      <p>
        <b>{table.letter}</b> <Written title={table.title} />
        {facts.length > 0 && `, ${facts.join(', ')}`}
      </p>
    )
  }
}
