import { Fragment } from 'react'

/** A mail address to press. On a narrow screen it breaks after a dot or an @, as a reader would break it. */
export function MailLink({ address, subject }: { address: string; subject?: string }) {
  const query = subject ? `?subject=${encodeURIComponent(subject)}` : ''
  return (
    <a href={`mailto:${address}${query}`}>
      {address.split(/(?<=[.@])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </a>
  )
}
