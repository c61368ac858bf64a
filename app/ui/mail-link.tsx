import { Fragment } from 'react'

/** A mail address to press. On a narrow screen it breaks after a dot or an @, as a reader would break it. */
export function MailLink({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`}>
      {address.split(/(?<=[.@])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </a>
  )
}
