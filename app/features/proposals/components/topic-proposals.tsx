import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localText, type Language } from '#app/lib/languages.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { Beside } from '../queries.server.ts'
import { ProposalItem } from './proposal-item.tsx'
import { TakeButton, Taken } from './take-button.tsx'
import css from './topic-proposals.module.css'

/** The topics that wait, beside the agenda: support, comments, and for the convener the way into it. */
export function TopicProposals({ beside, language }: { beside: Beside; language: Language }) {
  const { t } = useTranslation('proposals')
  const { eventId, proposals, voices, may } = beside
  const organiser = localText(beside.organiser, language).text
  const waiting = proposals.filter(({ state }) => state === 'waiting')
  const base = `/events/${eventId}/proposals`
  const [taken, setTaken] = useState<string | null>(null)
  return (
    <Section
      id="proposals"
      title={t('title')}
      aside={waiting.length > 0 && <p className="mute small">{t('waiting', { count: waiting.length })}</p>}
    >
      <Stack gap={18}>
        <Taken title={taken} />
        {waiting.length === 0 ? (
          <p className="mute">{t(proposals.length === 0 ? 'none' : 'noneWaiting')}</p>
        ) : (
          <ul className={css.list}>
            {waiting.map((proposal) => (
              <ProposalItem
                key={proposal.id}
                proposal={proposal}
                organiser={organiser}
                voices={voices}
                language={language}
                back="agenda"
              >
                {may.decide && (
                  <div className={css.row}>
                    <TakeButton
                      proposal={proposal}
                      back="agenda"
                      done={() => {
                        setTaken(proposal.title)
                      }}
                    />
                    <Link className="small" to={`${base}/${proposal.id}#answer`}>
                      {t('decline')}
                      <VisuallyHidden>{t('of', { title: proposal.title })}</VisuallyHidden>
                    </Link>
                  </div>
                )}
              </ProposalItem>
            ))}
          </ul>
        )}
        {may.propose && (
          <ButtonLink variant="outlined" phoneWide to={`${base}/new`}>
            {t('propose')}
          </ButtonLink>
        )}
        {may.decide && <Link to={`/events/${eventId}/survey`}>{t('survey')}</Link>}
        {proposals.length > 0 && <Link to={base}>{t('all')}</Link>}
      </Stack>
    </Section>
  )
}

/** On a phone the proposals stand below the agenda: a link on top says how many wait there. */
export function WaitingLink({ beside }: { beside: Beside }) {
  const { t } = useTranslation('proposals')
  const count = beside.proposals.filter(({ state }) => state === 'waiting').length
  if (count === 0) return null
  return (
    <p className={css.below}>
      <a href="#proposals">{t('waitingLink', { count })}</a>
    </p>
  )
}
