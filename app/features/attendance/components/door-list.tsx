import { useTranslation } from 'react-i18next'
import { Section, Stack } from '#app/ui/page.tsx'
import { matches, partyGroups, type Party, type PartyGroup } from '../rules.ts'
import css from './door.module.css'
import { DoorRow } from './door-row.tsx'

type Props = {
  parties: Party[]
  closed: boolean
  open: boolean
  /** What is searched for; empty: nothing. */
  typed: string
  address: string
  tap: (party: Party, people: number) => void
}

/** So many of a folded part are drawn: thousands who did not answer are found by their name. */
const mostFolded = 100
/** Parts that stand open: who is expected, and who came all the same. */
const unfolded: PartyGroup[] = ['coming', 'walkIn']

/** Everybody who may come through the door, part by part; a search opens all parts that hold something. */
export function DoorList({ parties, closed, open, typed, address, tap }: Props) {
  const { t } = useTranslation('attendance')
  const found = parties.filter((party) => matches(party, typed))
  const rowsOf = (rows: Party[]) => (
    <ul className={css.list}>
      {rows.map((party) => (
        <DoorRow
          key={party.id}
          party={party}
          closed={closed}
          open={open}
          address={address}
          tap={(people) => tap(party, people)}
        />
      ))}
    </ul>
  )
  const parts = partyGroups
    .map((group) => ({ group, rows: found.filter((party) => party.group === group) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <Stack gap={30}>
      {parts
        .filter(({ group }) => unfolded.includes(group))
        .map(({ group, rows }) => (
          <Section key={group} title={t(`groups.${group}`)} aside={<span className="num mute">{rows.length}</span>}>
            {rowsOf(rows)}
          </Section>
        ))}
      <Stack gap={6}>
        {parts
          .filter(({ group }) => !unfolded.includes(group))
          .map(({ group, rows }) => (
            // Drawn anew when a search begins or ends, so that it opens and folds; between, it is the reader's.
            <details key={`${group} ${String(typed !== '')}`} open={typed !== ''} className={css.fold}>
              <summary>
                {t(`groups.${group}`)} <span className="num mute">{rows.length}</span>
              </summary>
              {rowsOf(rows.slice(0, mostFolded))}
              {rows.length > mostFolded && <p className="small mute">{t('search.more', { count: mostFolded })}</p>}
            </details>
          ))}
      </Stack>
      {parties.length === 0 && <p>{t('nobody')}</p>}
    </Stack>
  )
}
