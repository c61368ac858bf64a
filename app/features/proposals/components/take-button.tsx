import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { Proposal } from '../queries.server.ts'
import css from './topic-proposals.module.css'
import { usePress } from './use-press.ts'

type Props = {
  proposal: Proposal
  /** Where a press leads without script. */
  back?: 'agenda'
  /** The page's one thing to do: large and filled. */
  main?: boolean
  /** It is in the agenda now. */
  done?: () => void
}

/** Takes a proposal into the agenda. */
export function TakeButton({ proposal, back, main, done }: Props) {
  const { t } = useTranslation('proposals')
  const path = `/events/${proposal.eventId}/proposals/${proposal.id}/press`
  const { press, send } = usePress(path)
  const { state } = press
  const latest = useRef(done)
  useEffect(() => {
    latest.current = done
  })
  useEffect(() => {
    if (state === 'done') latest.current?.()
  }, [state])
  return (
    <form
      method="post"
      action={path}
      onSubmit={(event) => {
        event.preventDefault()
        send({ intent: 'take' })
      }}
    >
      <Stack gap={10}>
        {back && <input type="hidden" name="back" value={back} />}
        <Button
          variant={main ? 'filled' : 'outlined'}
          small={!main}
          phoneWide={main === true}
          name="intent"
          value="take"
          busy={state === 'waiting'}
        >
          {t(proposal.state === 'taken' ? 'takeAgain' : 'take')}
          <VisuallyHidden>{t('of', { title: proposal.title })}</VisuallyHidden>
        </Button>
        {press.state === 'refused' && (
          <Notice tone="alert" role="alert">
            {press.trouble}
          </Notice>
        )}
      </Stack>
    </form>
  )
}

/** Says what was just taken in, and takes the focus that went away with the pressed button. */
export function Taken({ title }: { title: string | null }) {
  const { t } = useTranslation('proposals')
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (title !== null) told.current?.focus({ preventScroll: true })
  }, [title])
  return (
    <div ref={told} tabIndex={-1} role="status" className={title === null ? 'vh' : css.told}>
      {title !== null && <Notice tone="ok">{t('taken', { title })}</Notice>}
    </div>
  )
}
