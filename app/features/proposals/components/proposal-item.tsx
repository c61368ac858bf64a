import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip, type ChipTone } from '#app/ui/chip.tsx'
import { Row } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { AssociationName, Proposal } from '../queries.server.ts'
import { stageOf, type Stage } from '../rules.ts'
import { SupportPill } from './support-pill.tsx'
import css from './topic-proposals.module.css'

const tones: Record<Stage, ChipTone> = {
  waiting: 'info',
  inAgenda: 'ok',
  removed: 'warn',
  declined: 'plain',
  withdrawn: 'plain',
}

/** Where the proposal stands. */
export function StageChip({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('proposals')
  const stage = stageOf(proposal)
  return <Chip tone={tones[stage]}>{t(`stages.${stage}`)}</Chip>
}

type Props = {
  proposal: Proposal
  /** Whose it is when no association's: the organiser's name. */
  organiser: string
  voices: AssociationName[]
  language: string
  back?: 'agenda'
  /** The title leads to its page, and its stage is told: in the list of all. */
  full?: boolean
  /** What else can be done with it. */
  children?: ReactNode
}

/** A proposal in a list: what, whose, who stands behind it, and the way to what is said of it. */
export function ProposalItem({ proposal, organiser, voices, language, back, full, children }: Props) {
  const { t } = useTranslation('proposals')
  const path = `/events/${proposal.eventId}/proposals/${proposal.id}`
  const words = <span lang={proposal.lang === language ? undefined : proposal.lang}>{softHyphens(proposal.title)}</span>
  const whose = proposal.association?.name ?? organiser
  return (
    <li>
      <Row between top gap={10}>
        <h3 className={css.title}>
          {full ? (
            <Link className={css.titleLink} to={path}>
              {words}
            </Link>
          ) : (
            words
          )}
        </h3>
        {full && proposal.state !== 'waiting' && <StageChip proposal={proposal} />}
      </Row>
      <p className="small mute">{full ? `${whose}, ${t('minutes', { count: proposal.minutes })}` : whose}</p>
      <div className={css.row}>
        <SupportPill proposal={proposal} path={path} voices={voices} {...(back && { back })} />
        <Link className="small" to={`${path}#comments`}>
          {proposal.comments > 0 ? t('comments', { count: proposal.comments }) : t('comment')}
          <VisuallyHidden>{t('of', { title: proposal.title })}</VisuallyHidden>
        </Link>
      </div>
      {children}
    </li>
  )
}
