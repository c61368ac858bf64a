import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '#app/ui/classes.ts'
import { Icon } from '#app/ui/icon.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { AssociationName, Proposal } from '../queries.server.ts'
import css from './support.module.css'
import { usePress } from './use-press.ts'

type Props = {
  proposal: Proposal
  /** The page of the proposal. */
  path: string
  /** The associations that the reader may support for; none: they only see the count. */
  voices: AssociationName[]
  /** Where a press leads without script. */
  back?: 'agenda'
}

/** How many associations stand behind a proposal, and the press that puts one's own behind it. */
export function SupportPill({ proposal, path, voices, back }: Props) {
  const { t } = useTranslation('proposals')
  const count = proposal.supporters.length
  const [voice, ...others] = voices
  const supports = voices.some(({ id }) => proposal.supporters.some((one) => one.id === id))
  if (!voice) {
    return (
      <span className={classes(css.pill, css.still)}>
        <Icon name="support" />
        {t('supportedBy', { count })}
      </span>
    )
  }
  // Which of their associations it is for is asked on the proposal's own page.
  if (others.length > 0) {
    return (
      <Link className={classes(css.pill, supports && css.on)} to={`${path}#support`}>
        <Icon name="support" />
        {t(supports ? 'supported' : 'support', { count })}
        <VisuallyHidden>{t('of', { title: proposal.title })}</VisuallyHidden>
      </Link>
    )
  }
  if (voice.id === proposal.association?.id) {
    return (
      <span className={classes(css.pill, css.still, css.on)}>
        <Icon name="support" />
        {t('supported', { count })}
        <VisuallyHidden>{t('ownSupport')}</VisuallyHidden>
      </span>
    )
  }
  return <Toggle proposal={proposal} path={path} voice={voice} back={back} />
}

/** One pill for each association that the reader speaks for: each of them counts once. */
export function SupportChoices({ proposal, path, voices }: Props) {
  return voices
    .filter(({ id }) => id !== proposal.association?.id)
    .map((voice) => <Toggle key={voice.id} proposal={proposal} path={path} voice={voice} named={voices.length > 1} />)
}

type ToggleProps = Omit<Props, 'voices' | 'back'> & {
  voice: AssociationName
  back?: 'agenda' | undefined
  /** Says for which association instead of how many. */
  named?: boolean
}

function Toggle({ proposal, path, voice, back, named }: ToggleProps) {
  const { t } = useTranslation('proposals')
  const { press, send, settle } = usePress(`${path}/press`)
  const saved = proposal.supporters.some(({ id }) => id === voice.id)
  const [known, setKnown] = useState(saved)
  if (saved !== known) {
    // The page's facts have changed, by this press or by somebody else's of the association: they say what is so.
    setKnown(saved)
    settle()
  }
  // Shown at once, before the facts come.
  const pressed = press.state === 'waiting' || press.state === 'done'
  const on = pressed ? press.asked === 'support' : saved
  const count = proposal.supporters.length + Number(on) - Number(saved)
  const fields = { intent: on ? 'unsupport' : 'support', associationId: voice.id }
  const words = named
    ? t(on ? 'supportedAs' : 'supportAs', { association: voice.name })
    : t(on ? 'supported' : 'support', { count })
  return (
    <>
      <form
        method="post"
        action={`${path}/press`}
        onSubmit={(event) => {
          event.preventDefault()
          send(fields)
        }}
      >
        <input type="hidden" name="associationId" value={voice.id} />
        {back && <input type="hidden" name="back" value={back} />}
        <button className={classes(css.pill, on && css.on)} name="intent" value={fields.intent} aria-pressed={on}>
          <Icon name="support" />
          <span>
            {words}
            <VisuallyHidden>{t('of', { title: proposal.title })}</VisuallyHidden>
          </span>
        </button>
      </form>
      {press.state === 'refused' && (
        <p className={css.trouble} role="alert">
          {press.trouble}
        </p>
      )}
    </>
  )
}
