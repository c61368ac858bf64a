import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'

/** What the summary reads of Conform's `form`. Ids of fields are the form's id, a dash, and the field's name. */
type FormErrors = { id: string; allErrors: Record<string, string[]> }

/**
 * What needs a look before sending, on top of the form, each a link to its field. Takes the focus when it appears, so
 * that nobody searches for why nothing happened. Shows nothing when all is well.
 */
export function ErrorSummary({ form }: { form: FormErrors }) {
  const { t } = useTranslation()
  const summary = useRef<HTMLDivElement>(null)
  const errors = Object.entries(form.allErrors).flatMap(([name, texts]) =>
    texts.slice(0, 1).map((text) => ({ name, text })),
  )
  const shown = errors.map(({ name }) => name).join(' ')
  useEffect(() => {
    if (shown) summary.current?.focus()
  }, [shown])
  if (errors.length === 0) return null
  return (
    <div ref={summary} tabIndex={-1} role="alert">
      <Notice tone="alert" title={t('errorSummary', { count: errors.length })}>
        <ul>
          {errors.map(({ name, text }) => (
            <li key={name}>{name === '' ? text : <a href={`#${form.id}-${name}`}>{text}</a>}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
