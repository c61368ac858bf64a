import { Fragment, type ReactNode } from 'react'

/** A mail address to press. On a narrow screen it breaks after a dot or an @, as a reader would break it. */
export function MailLink({ address, subject }: { address: string; subject?: string }) {
  const query = subject ? `?subject=${encodeURIComponent(subject)}` : ''
  return <a href={`mailto:${address}${query}`}>{breakable(address)}</a>
}

/** Text whose mail addresses break in the same way. Anything else stays as it is. */
export function breakable(text: ReactNode): ReactNode {
  if (typeof text !== 'string' || !text.includes('@')) return text
  // Cut where an address may break: behind the dots and the @ of words that hold an @.
  return text.split(/(?<=\S@\S*\.|\S@)(?=\S)|(?<=\.)(?=\S+@\S)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
