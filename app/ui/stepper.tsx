import { useRef, useSyncExternalStore, type InputHTMLAttributes } from 'react'
import { Icon } from './icon.tsx'
import css from './stepper.module.css'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style' | 'type'> & {
  /** What the buttons say to those who don't see them: `Lyhennä 5 minuuttia`, `Pidennä 5 minuuttia`. */
  less: string
  more: string
}

// What the server renders differs from what script can do: false there and in the first render here, then true.
const never = () => () => undefined
const yes = () => true
const no = () => false

/** A number with less and more buttons. A plain number field until script arrives. Give it a label by `id`. */
export function Stepper({ less, more, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const ready = useSyncExternalStore(never, yes, no)
  const move = (by: 'stepUp' | 'stepDown') => {
    const field = input.current
    if (!field) return
    field[by]()
    // React hears a change only from an event.
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <span className={css.stepper}>
      {ready && (
        <button type="button" aria-label={less} onClick={() => move('stepDown')}>
          <Icon name="minus" />
        </button>
      )}
      <input {...rest} ref={input} type="number" inputMode="numeric" />
      {ready && (
        <button type="button" aria-label={more} onClick={() => move('stepUp')}>
          <Icon name="plus" />
        </button>
      )}
    </span>
  )
}
