import { useTranslation } from 'react-i18next'
import { localText, type Language } from '#app/lib/languages.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { Beside, Proposal } from '../queries.server.ts'
import { ProposalItem } from './proposal-item.tsx'
import css from './topic-proposals.module.css'

/** Every proposal: those that wait first, then those that were answered. */
export function ProposalList({ beside, language }: { beside: Beside; language: Language }) {
  const { t } = useTranslation('proposals')
  const { proposals, voices } = beside
  const organiser = localText(beside.organiser, language).text
  if (proposals.length === 0) return <Empty title={t('none')}>{beside.may.propose && t('noneHint')}</Empty>
  const waits = ({ state }: Proposal) => state === 'waiting'
  const parts = [
    { title: t('waitingTitle'), listed: proposals.filter(waits) },
    { title: t('answeredTitle'), listed: proposals.filter((one) => !waits(one)) },
  ].filter(({ listed }) => listed.length > 0)
  return (
    <Stack gap={44}>
      {parts.map(({ title, listed }) => (
        <Section key={title} level={3} title={title}>
          <ul className={css.list}>
            {listed.map((proposal) => (
              <ProposalItem
                key={proposal.id}
                proposal={proposal}
                organiser={organiser}
                voices={voices}
                language={language}
                full
              />
            ))}
          </ul>
        </Section>
      ))}
    </Stack>
  )
}
