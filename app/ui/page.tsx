import { useId, type CSSProperties, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { softHyphens } from './soft-hyphens.ts'
import css from './page.module.css'

type Children = { children: ReactNode }

/** The tinted band at the top of a page. `flush` leaves no room below: tabs end it. Put a `Wrap` or `Narrow` inside. */
export function Band({ flush, children }: Children & { flush?: boolean }) {
  return <div className={classes(css.band, flush && css.flush)}>{children}</div>
}

/** The page's width with its side padding. `padded` gives the room between the band and the matter. */
export function Wrap({ padded, children }: Children & { padded?: boolean }) {
  return <div className={classes(css.wrap, padded && css.padded)}>{children}</div>
}

/** The same at reading width: answering, texts, single forms. */
export function Narrow({ padded, children }: Children & { padded?: boolean }) {
  return <div className={classes(css.wrap, css.narrow, padded && css.padded)}>{children}</div>
}

/** The matter and a side column of 344 px; on phones and tablets the side goes below. Stands inside a `Wrap`. */
export function TwoColumns({ side, children }: Children & { side: ReactNode }) {
  return (
    <div className={css.two}>
      <div>{children}</div>
      {side && <aside>{side}</aside>}
    </div>
  )
}

const gaps = (gap: number | undefined) =>
  gap === undefined ? undefined : ({ '--gap': `${String(gap)}px` } as CSSProperties)

/** One below the other. `gap` in px: 8–20 inside a part, 44–64 between parts. */
export function Stack({ gap, children }: Children & { gap?: number }) {
  return (
    <div className={css.stack} style={gaps(gap)}>
      {children}
    </div>
  )
}

/** Side by side, wrapping. `between` pushes to both ends, `top` aligns the tops, `together` never wraps. */
export function Row({
  gap,
  between,
  top,
  together,
  children,
}: Children & { gap?: number; between?: boolean; top?: boolean; together?: boolean }) {
  return (
    <div
      className={classes(css.row, between && css.between, top && css.top, together && css.together)}
      style={gaps(gap)}
    >
      {children}
    </div>
  )
}

type SectionProps = Children & {
  title: string
  /** The language of the title, when a person wrote it in another one than the page's. */
  titleLang?: string | undefined
  /** Where the heading stands in the page's outline. */
  level?: 2 | 3 | 4
  /** At the other end of the heading's line: a count, a link, the main button. */
  aside?: ReactNode
  /** The heading is for screen readers only. */
  hideTitle?: boolean
  /** For links to it. */
  id?: string
}

/** A part of a page under its heading, named by it. */
export function Section({ title, titleLang, level = 2, aside, hideTitle, id, children }: SectionProps) {
  const made = useId()
  const Heading = ({ 2: 'h2', 3: 'h3', 4: 'h4' } as const)[level]
  const heading = (
    <Heading id={made} lang={titleLang} className={hideTitle ? 'vh' : undefined}>
      {softHyphens(title)}
    </Heading>
  )
  return (
    <section id={id} aria-labelledby={made} className={css.section}>
      {aside ? (
        <div className={classes(css.row, css.between, css.heading)}>
          {heading}
          {aside}
        </div>
      ) : (
        <div className={hideTitle ? undefined : css.heading}>{heading}</div>
      )}
      {children}
    </section>
  )
}

/** Two or three facts on one grey line under a title, wrapping. Give each its own `<span>`. */
export function Meta({ children }: Children) {
  return <p className={css.meta}>{children}</p>
}

/** Running text: paragraphs, headings and lists at reading width with the spaces of prose. */
export function Prose({ children }: Children) {
  return <div className={css.prose}>{children}</div>
}
