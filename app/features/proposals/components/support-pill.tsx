import { Link, useFetcher } from '@remix-run/react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '#app/ui/classes.ts'
import { Icon } from '#app/ui/icon.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { AssociationName, Proposal } from '../queries.server.ts'
import { pressOf, type Pressed } from './pressed.ts'
import css from './support.module.css'

type Props = {
  proposal: Proposal
  /** The page of the proposal, which takes the press. */
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
  const { t: common } = useTranslation()
  const fetcher = useFetcher<Pressed>()
  const saved = proposal.supporters.some(({ id }) => id === voice.id)
  // Shown at once; what the server says of it comes with the page's facts.
  const asked = fetcher.formData?.get('intent')
  const on = asked ? asked === 'support' : saved
  const count = proposal.supporters.length + Number(on) - Number(saved)
  const fields = { intent: on ? 'unsupport' : 'support', associationId: voice.id }
  const press = (event: FormEvent) => {
    event.preventDefault()
    fetcher.submit({ ...fields, stay: 'yes' }, { method: 'post', action: path })
  }
  const trouble = fetcher.state === 'idle' ? pressOf(fetcher.data, common('unsent.title')) : null
  const words = named
    ? t(on ? 'supportedAs' : 'supportAs', { association: voice.name })
    : t(on ? 'supported' : 'support', { count })
  return (
    <>
      <form method="post" action={path} onSubmit={press}>
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
      {trouble && (
        <p className={css.trouble} role="alert">
          {trouble}
        </p>
      )}
    </>
  )
}
