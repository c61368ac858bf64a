import type { CSSProperties } from 'react'
import { classes } from './classes.ts'
import css from './avatars.module.css'

/** `Maija Lehto` -> `ML`; one name gives one letter. */
function initialsOf(name: string): string {
  const letters = name
    .trim()
    .split(/\s+/)
    .map((part) => /^./u.exec(part)?.[0] ?? '')
  return (letters.length > 1 ? [letters[0], letters.at(-1)] : letters).join('').toUpperCase()
}

/** Person colours by order of arrival: 1–6, then round again. */
export const colourOf = (order: number) => `var(--p${String((order % 6) + 1)})`

type AvatarProps = {
  name: string
  /** Place in order of arrival, from 0. */
  order?: number
  /** The reader's own: outlined. */
  me?: boolean
}

/** Initials in a ring. Decoration: the name stands beside it in words. */
export function Avatar({ name, order = 0, me }: AvatarProps) {
  return (
    <span
      className={classes(css.avatar, me && css.me)}
      style={{ '--c': colourOf(order) } as CSSProperties}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  )
}

/** Those present, in a row without overlap. The page says their names in a sentence. */
export function Avatars({ people }: { people: (AvatarProps & { id: string })[] }) {
  return (
    <span className={css.avatars} aria-hidden="true">
      {people.map(({ id, ...person }) => (
        <Avatar key={id} {...person} />
      ))}
    </span>
  )
}
