import type { SubmissionResult } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'
import type { AssociationName, Proposal, ProposalComment } from '../queries.server.ts'
import type { Refusal } from '../rules.ts'
import { AnswerForms, OwnProposal, WithdrawConfirm } from './answer-forms.tsx'
import { CommentForm, CommentList } from './comments.tsx'
import { StageChip } from './proposal-item.tsx'
import { ProposalView } from './proposal-view.tsx'
import { SupportChoices } from './support-pill.tsx'
import css from './support.module.css'

type Props = {
  proposal: Proposal
  comments: ProposalComment[]
  personId: string
  organiser: LocalText
  zone: string
  language: Language
  /** For whom the person may speak. */
  associations: AssociationName[]
  /** For whom they may support. */
  voices: AssociationName[]
  may: { comment: boolean; commentAsConvener: boolean; decide: boolean; change: boolean; openAgenda: boolean }
  asksToWithdraw: boolean
  /** Why a press by a plain form was refused, told once. */
  refused: Refusal | null
  /** What was just done, told once. */
  done: 'proposed' | 'changed' | 'declined' | null
  answer: { trouble?: string; comment?: SubmissionResult; decline?: SubmissionResult } | null
}

/** One proposal: what it is, who stands behind it, what is said of it, and what the reader may do with it. */
export function ProposalPage(props: Props) {
  const {
    proposal,
    comments,
    personId,
    zone,
    language,
    associations,
    voices,
    may,
    asksToWithdraw,
    refused,
    done,
    answer,
  } = props
  const { t } = useTranslation('proposals')
  const trouble = answer?.trouble ?? (refused && !answer ? t(`refusals.${refused}`) : null)
  const organiser = localText(props.organiser, language).text
  const list = `/events/${proposal.eventId}/proposals`
  const path = `${list}/${proposal.id}`
  const mine = comments.filter(({ author }) => author.id === personId).length
  const speaks = may.commentAsConvener || associations.length > 0
  return (
    <Wrap padded>
      <TwoColumns side={<Side {...props} path={path} />}>
        <Stack gap={44}>
          <Section
            title={proposal.title}
            titleLang={proposal.lang === language ? undefined : proposal.lang}
            aside={<StageChip proposal={proposal} />}
          >
            <Stack gap={26}>
              {asksToWithdraw && <WithdrawConfirm title={proposal.title} path={path} />}
              {done && !answer && (
                <Notice tone="ok" role="status">
                  {t(`page.done.${done}`)}
                </Notice>
              )}
              {trouble && <Notice tone="alert" role="alert" title={trouble} />}
              <UnsentNotice />
              <ProposalView
                proposal={proposal}
                organiser={organiser}
                language={language}
                agenda={may.openAgenda ? `/events/${proposal.eventId}/agenda` : null}
              />
              {voices.length > 0 && <Supporting proposal={proposal} voices={voices} path={path} />}
            </Stack>
          </Section>
          <Section id="comments" title={t('commenting.title')}>
            <Stack gap={26}>
              <CommentList
                comments={comments}
                personId={personId}
                organiser={organiser}
                zone={zone}
                language={language}
              />
              {may.comment && speaks && (
                // An empty form after one's own comment; what others say meanwhile takes no half-written one away.
                <CommentForm
                  key={mine}
                  result={answer?.comment}
                  associations={associations}
                  organiser={may.commentAsConvener ? organiser : null}
                  language={language}
                />
              )}
            </Stack>
          </Section>
          <p>
            <Link to={list}>{t('back')}</Link>
          </p>
        </Stack>
      </TwoColumns>
    </Wrap>
  )
}

/** The reader's own press. */
function Supporting({ proposal, voices, path }: Pick<Props, 'proposal' | 'voices'> & { path: string }) {
  const { t } = useTranslation('proposals')
  const own = voices.some(({ id }) => id === proposal.association?.id)
  return (
    <div id="support" tabIndex={-1}>
      {own && <p className="small mute">{t('ownSupport')}</p>}
      <div className={css.presses}>
        <SupportChoices proposal={proposal} path={path} voices={voices} />
      </div>
    </div>
  )
}

/** Who stands behind it; what its convener and its proposer may do with it. */
function Side({ proposal, language, may, answer, path }: Props & { path: string }) {
  const { t } = useTranslation('proposals')
  const { supporters } = proposal
  return (
    <Stack gap={44}>
      <Section
        title={t('supporters')}
        aside={<p className="mute small">{t('supportedBy', { count: supporters.length })}</p>}
      >
        {supporters.length === 0 ? (
          <p className="mute">{t('supportersNone')}</p>
        ) : (
          <ul className={css.names}>
            {supporters.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        )}
      </Section>
      {may.decide && <AnswerForms proposal={proposal} result={answer?.decline} language={language} />}
      {may.change && <OwnProposal path={path} />}
    </Stack>
  )
}
