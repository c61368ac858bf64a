import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import { Stack } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { Proposal } from '../queries.server.ts'
import { stageOf } from '../rules.ts'
import css from './proposal-view.module.css'

type Props = {
  proposal: Proposal
  organiser: string
  language: string
  /** The way to the agenda, for those who may open it. */
  agenda: string | null
}

/** What was proposed, by whom, and what became of it. */
export function ProposalView({ proposal, organiser, language, agenda }: Props) {
  const { t } = useTranslation('proposals')
  const { why, lang, minutes, speaker, proposer, association } = proposal
  const marked = lang === language ? undefined : lang
  const whose = association?.name ?? organiser
  return (
    <Stack gap={26}>
      <Outcome proposal={proposal} language={language} agenda={agenda} />
      <p className={css.why} lang={marked}>
        {softHyphens(why)}
      </p>
      <dl className={css.facts}>
        <div>
          <dt>{t('page.proposedBy')}</dt>
          <dd>{proposer ? t('page.byPerson', { name: proposer.name, association: whose }) : whose}</dd>
        </div>
        <div>
          <dt>{t('page.length')}</dt>
          <dd>{t('minutes', { count: minutes })}</dd>
        </div>
        {speaker && (
          <div>
            <dt>{t('page.speaker')}</dt>
            <dd lang={marked}>{speaker}</dd>
          </div>
        )}
      </dl>
    </Stack>
  )
}

/** The convener's answer, and whether the agenda still says the same. */
function Outcome({ proposal, language, agenda }: Omit<Props, 'organiser'>) {
  const { t } = useTranslation('proposals')
  const { reason } = proposal
  const actions = agenda && <Link to={agenda}>{t('page.openAgenda')}</Link>
  switch (stageOf(proposal)) {
    case 'waiting':
      return null
    case 'inAgenda':
      return <Notice role="status" tone="ok" title={t('page.inAgenda')} actions={actions} />
    case 'removed':
      return <Notice role="status" tone="warn" title={t('page.removed')} actions={actions} />
    case 'withdrawn':
      return <Notice role="status" title={t('page.withdrawn')} />
    case 'declined':
      return (
        <Notice role="status" title={t('page.declined')}>
          <span className={css.reason} lang={reason && reason.lang !== language ? reason.lang : undefined}>
            {reason?.text}
          </span>
        </Notice>
      )
  }
}
