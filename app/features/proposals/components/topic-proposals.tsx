import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { Beside, Proposal } from '../queries.server.ts'
import { pressOf, type Pressed } from './pressed.ts'
import { ProposalItem } from './proposal-item.tsx'
import css from './topic-proposals.module.css'

/** The topics that wait, beside the agenda: support, comments, and for the convener the way into it. */
export function TopicProposals({ beside, language }: { beside: Beside; language: Language }) {
  const { t } = useTranslation('proposals')
  const { t: common } = useTranslation()
  const { eventId, proposals, voices, may } = beside
  const organiser = localText(beside.organiser, language).text
  const waiting = proposals.filter(({ state }) => state === 'waiting')
  const base = `/events/${eventId}/proposals`
  const taking = useFetcher<Pressed>()
  const [asked, ask] = useState('')
  const told = useRef<HTMLDivElement>(null)
  const answered = taking.state === 'idle' && taking.data !== undefined
  const trouble = answered ? pressOf(taking.data, common('unsent.title')) : null
  useEffect(() => {
    // The pressed button went away with its proposal.
    if (answered && document.activeElement === document.body) told.current?.focus()
  }, [answered])

  const take = (event: FormEvent, { id, title }: Proposal) => {
    event.preventDefault()
    ask(title)
    taking.submit({ intent: 'take', stay: 'yes' }, { method: 'post', action: `${base}/${id}` })
  }
  return (
    <Section
      id="proposals"
      title={t('title')}
      aside={waiting.length > 0 && <p className="mute small">{t('waiting', { count: waiting.length })}</p>}
    >
      <Stack gap={18}>
        <div ref={told} tabIndex={-1} role="status" className={answered ? css.told : 'vh'}>
          {answered && (
            <Notice tone={trouble === null ? 'ok' : 'alert'}>{trouble ?? t('taken', { title: asked })}</Notice>
          )}
        </div>
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
                    <form method="post" action={`${base}/${proposal.id}`} onSubmit={(event) => take(event, proposal)}>
                      <input type="hidden" name="back" value="agenda" />
                      <Button variant="outlined" small name="intent" value="take" busy={taking.state !== 'idle'}>
                        {t('take')}
                        <VisuallyHidden>{t('of', { title: proposal.title })}</VisuallyHidden>
                      </Button>
                    </form>
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
