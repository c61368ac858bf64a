import { Fragment } from 'react'
import type { Block, RichText as Text, Span } from '#app/lib/rich-text.ts'
import css from './rich-text.module.css'
import { softHyphens } from './soft-hyphens.ts'

/** Text with structure, to read. `headingLevel` is what its largest heading becomes, so that the page's outline holds. */
export function RichText({ text, headingLevel }: { text: Text; headingLevel: 3 | 4 | 5 }) {
  return (
    <div className={css.text}>
      {text.map((block, index) => (
        <BlockView key={index} block={block} headingLevel={headingLevel} />
      ))}
    </div>
  )
}

function BlockView({ block, headingLevel }: { block: Block; headingLevel: 3 | 4 | 5 }) {
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Spans spans={block.spans} />
      </p>
    )
  }
  if (block.kind === 'heading') {
    const level = headingLevel + (block.level - 2)
    const Heading = level === 3 ? 'h3' : level === 4 ? 'h4' : level === 5 ? 'h5' : 'h6'
    return (
      <Heading>
        <Spans spans={block.spans} />
      </Heading>
    )
  }
  const List = block.ordered ? 'ol' : 'ul'
  return (
    <List>
      {block.items.map((item, index) => (
        <li key={index}>
          {item.map((inner, at) => (
            <BlockView key={at} block={inner} headingLevel={headingLevel} />
          ))}
        </li>
      ))}
    </List>
  )
}

function Spans({ spans }: { spans: Span[] }) {
  return spans.map(({ text, strong, href }, index) => {
    const words = softHyphens(text)
    const marked = strong ? <strong>{words}</strong> : words
    return href ? (
      <a key={index} href={href} rel="noreferrer nofollow">
        {marked}
      </a>
    ) : (
      <Fragment key={index}>{marked}</Fragment>
    )
  })
}
