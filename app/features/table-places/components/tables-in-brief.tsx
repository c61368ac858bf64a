import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import type { Language } from '#app/lib/languages.ts'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { GroupStanding, TableStanding } from '../rules.ts'

/** How the tables fill, beside the list of the invited, and the way to their page. */
export function TablesInBrief({
  groups,
  event,
  language,
  address,
}: {
  groups: GroupStanding[]
  event: { languages: Language[] }
  language: Language
  address: string
}) {
  const { t } = useTranslation('tablePlaces')
  const written = agendaLanguage(event.languages)
  return (
    <Section title={t('page.link')}>
      <Stack gap={16}>
        <Lines>
          {groups
            .flatMap((group) => group.tables)
            .map((table) => (
              <Line key={table.id}>
                <span lang={written === language ? undefined : written}>{t('table', table)}</span>
                <p className="small mute">{inNumbers(table)}</p>
              </Line>
            ))}
        </Lines>
        <Link to={address}>{t('page.open')}</Link>
      </Stack>
    </Section>
  )

  function inNumbers({ taken, capacity, waiting, offered }: TableStanding): string {
    const seats = capacity === null ? t('page.taken', { count: taken }) : t('page.takenOf', { count: taken, capacity })
    const queue = waiting.length + offered.length
    return queue === 0 ? seats : `${seats}, ${t('page.waiting', { count: queue })}`
  }
}
