import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'

/** What the summary reads of Conform's `form`. Ids of fields are the form's id, a dash, and the field's name. */
type FormErrors = { id: string; allErrors: Record<string, string[]> }

type Props = {
  form: FormErrors
  /** The names of the fields as they stand in the form. With script the page itself tells. */
  order?: readonly string[]
}

/**
 * What needs a look before sending, on top of the form, each a link to its field, in the order in which they stand.
 * Takes the focus when it appears, so that nobody searches for why nothing happened. Shows nothing when all is well.
 */
export function ErrorSummary({ form, order = [] }: Props) {
  const { t } = useTranslation()
  const summary = useRef<HTMLDivElement>(null)
  const wrong = Object.keys(form.allErrors).filter((name) => form.allErrors[name]?.length)
  const shown = wrong.join(' ')
  const names = useSyncExternalStore(
    never,
    () => inOrder(wrong, standing(form.id, wrong)),
    () => inOrder(wrong, order),
  ).split(' ')
  useEffect(() => {
    if (shown) summary.current?.focus()
  }, [shown])
  if (wrong.length === 0) return null
  return (
    <div ref={summary} tabIndex={-1} role="alert">
      <Notice tone="alert" title={t('errorSummary', { count: wrong.length })}>
        <ul>
          {names.map((name) => {
            const [text] = form.allErrors[name] ?? []
            return <li key={name}>{name === '' ? text : <a href={`#${form.id}-${name}`}>{text}</a>}</li>
          })}
        </ul>
      </Notice>
    </div>
  )
}

// The fields of a form change their places only when the form is drawn anew, and then this is too.
const never = () => () => undefined

/** The fields that are in the page, from its top to its end. */
function standing(formId: string, names: string[]): string[] {
  const fields = names.flatMap((name) => {
    const element = document.getElementById(`${formId}-${name}`)
    return element ? [{ name, element }] : []
  })
  const follows = Node.DOCUMENT_POSITION_FOLLOWING
  fields.sort((a, b) => (a.element.compareDocumentPosition(b.element) & follows ? -1 : 1))
  return fields.map(({ name }) => name)
}

/** The names in one text. What is wrong with the whole form comes first, what has no place in the order last. */
function inOrder(names: string[], order: readonly string[]): string {
  const place = (name: string) => (name === '' ? -1 : order.includes(name) ? order.indexOf(name) : order.length)
  return [...names].sort((a, b) => place(a) - place(b)).join(' ')
}
