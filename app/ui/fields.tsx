import {
  createContext,
  useContext,
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import css from './fields.module.css'
import { breakable } from './mail-link.tsx'

/** What a field needs of Conform's metadata; `fields.title` of `useForm` fits as it is. Errors are ready words. */
export type FieldMeta = {
  id: string
  name: string
  key?: string | undefined
  defaultValue?: string | undefined
  defaultChecked?: boolean | undefined
  defaultOptions?: string[] | undefined
  errors?: string[] | undefined
  required?: boolean | undefined
}

type Words = {
  label: ReactNode
  /** Below the label: what is wanted, who sees it. Never a placeholder. */
  hint?: ReactNode
  /** Below the field, in words that say what to do. Taken from `meta` when left out. */
  error?: string | undefined
  meta?: FieldMeta
  /** Adds "(vapaaehtoinen)" to the label. */
  optional?: boolean
}

/** The ids and attributes that tie a field to its hint and its error. */
function useTies({ hint, error, meta }: Pick<Words, 'hint' | 'error' | 'meta'>, givenId?: string) {
  const made = useId()
  const id = givenId ?? meta?.id ?? made
  const text = error ?? meta?.errors?.[0]
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = text ? `${id}-error` : undefined
  const described = classes(hintId, errorId) || undefined
  return {
    id,
    text,
    hintId,
    errorId,
    control: { id, 'aria-invalid': text ? true : undefined, 'aria-describedby': described } as const,
  }
}

function Hint({ id, children }: { id: string | undefined; children: ReactNode }) {
  return id ? (
    <span className={css.hint} id={id}>
      {breakable(children)}
    </span>
  ) : null
}

function FieldError({ id, text }: { id: string | undefined; text: string | undefined }) {
  return id ? (
    <p className={css.error} id={id}>
      <Icon name="warning" />
      {text}
    </p>
  ) : null
}

function Optional() {
  const { t } = useTranslation()
  return <span className={css.optional}> {t('optional')}</span>
}

type Ties = ReturnType<typeof useTies>
function Frame({ words, ties, children }: { words: Words; ties: Ties; children: ReactNode }) {
  return (
    <div>
      <label className={css.label} htmlFor={ties.id}>
        {words.label}
        {words.optional && <Optional />}
      </label>
      <Hint id={ties.hintId}>{words.hint}</Hint>
      {children}
      <FieldError id={ties.errorId} text={ties.text} />
    </div>
  )
}

type InputProps = Words & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style'>

/** One line of text; `type` email, tel, url, search, number, password too. */
export function TextField({ label, hint, error, meta, optional, ...rest }: InputProps) {
  const ties = useTies({ hint, error, meta }, rest.id)
  return (
    <Frame words={{ label, hint, optional }} ties={ties}>
      <input
        type="text"
        key={meta?.key}
        name={meta?.name}
        defaultValue={rest.value === undefined ? meta?.defaultValue : undefined}
        required={meta?.required}
        {...rest}
        {...ties.control}
        className={css.input}
      />
    </Frame>
  )
}

/** A day; the value is `2027-04-20`. The browser shows it in the reader's own manner. */
export function DateField(props: Omit<InputProps, 'type'>) {
  return <TextField {...props} type="date" />
}

/** A time of day; the value is `17:00`. */
export function TimeField(props: Omit<InputProps, 'type'>) {
  return <TextField {...props} type="time" />
}

type TextAreaProps = Words & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'style'>

export function TextArea({ label, hint, error, meta, optional, ...rest }: TextAreaProps) {
  const ties = useTies({ hint, error, meta }, rest.id)
  return (
    <Frame words={{ label, hint, optional }} ties={ties}>
      <textarea
        key={meta?.key}
        name={meta?.name}
        defaultValue={rest.value === undefined ? meta?.defaultValue : undefined}
        required={meta?.required}
        rows={4}
        {...rest}
        {...ties.control}
        className={css.input}
      />
    </Frame>
  )
}

type SelectProps = Words & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'style'>

/** A short list of short choices, as `<option>`s. Long ones are radio rows. */
export function SelectField({ label, hint, error, meta, optional, children, ...rest }: SelectProps) {
  const ties = useTies({ hint, error, meta }, rest.id)
  return (
    <Frame words={{ label, hint, optional }} ties={ties}>
      <select
        key={meta?.key}
        name={meta?.name}
        defaultValue={rest.value === undefined ? meta?.defaultValue : undefined}
        required={meta?.required}
        {...rest}
        {...ties.control}
        className={classes(css.input, css.select)}
      >
        {children}
      </select>
    </Frame>
  )
}

type ChoiceProps = Words & Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style' | 'type'>

function Choice({
  type,
  label,
  hint,
  error,
  meta,
  optional: _optional,
  ...rest
}: ChoiceProps & { type: 'checkbox' | 'radio' }) {
  const made = useId()
  const question = useContext(Question)
  // Rows of one question share its metadata: the id and the error belong to the question, each row has its own id.
  const shared = type === 'radio' || (meta !== undefined && meta.name === question)
  const ties = useTies({ hint, error, meta: shared ? undefined : meta }, rest.id ?? (shared ? made : undefined))
  const value = rest.value ?? (type === 'checkbox' ? 'on' : undefined)
  return (
    <div>
      <label className={css.tick}>
        <input
          key={meta?.key}
          name={meta?.name}
          defaultChecked={rest.checked === undefined ? startsChecked(meta, String(value ?? '')) : undefined}
          {...rest}
          {...ties.control}
          type={type}
          value={value}
        />
        <span>
          {label}
          <Hint id={ties.hintId}>{hint}</Hint>
        </span>
      </label>
      <FieldError id={ties.errorId} text={ties.text} />
    </div>
  )
}

function startsChecked(meta: FieldMeta | undefined, value: string): boolean | undefined {
  if (!meta) return undefined
  return meta.defaultOptions ? meta.defaultOptions.includes(value) : meta.defaultValue === value
}

/** A checkbox; the whole row is the target. */
export function Tick(props: ChoiceProps) {
  return <Choice {...props} type="checkbox" />
}

/** One option of a question, in a `FieldSet`; the whole row is the target. The hint can say how many seats are left. */
export function RadioRow(props: ChoiceProps) {
  return <Choice {...props} type="radio" />
}

type FieldSetProps = {
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** Of the question; its rows take the same `meta`. */
  meta?: FieldMeta
  /** `question` heads a part of the page, `label` stands like a field's label, `large` is the page's one question. */
  size?: 'question' | 'label' | 'large'
  /** Hairlines between rows. */
  lines?: boolean
  children: ReactNode
}

/** The name of the question around a row. */
const Question = createContext<string | undefined>(undefined)

/** Several controls under one question. Its error stands once, below all of them. */
export function FieldSet({ legend, hint, error, meta, size = 'question', lines, children }: FieldSetProps) {
  const ties = useTies({ hint, error, meta })
  return (
    <fieldset
      id={ties.id}
      tabIndex={-1}
      aria-describedby={ties.control['aria-describedby']}
      aria-invalid={ties.control['aria-invalid']}
    >
      <legend className={classes(css.legend, css[size])}>{legend}</legend>
      <Hint id={ties.hintId}>{hint}</Hint>
      <Question.Provider value={meta?.name}>
        {lines ? <div className={css.lines}>{children}</div> : children}
      </Question.Provider>
      <FieldError id={ties.errorId} text={ties.text} />
    </fieldset>
  )
}
