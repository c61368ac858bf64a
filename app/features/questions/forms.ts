import { z } from 'zod'
import { languages, type LocalText } from '#app/lib/languages.ts'
import {
  longestOption,
  longestWording,
  mostOptions,
  questionKinds,
  readAnswer,
  type AnswerTrouble,
  type AnswerValue,
  type Question,
  type QuestionInput,
} from './rules.ts'

/** What is wrong with a field of the convener's form; the page has words for each. */
export type QuestionTrouble = 'wordingLong' | 'optionLong' | 'kindMissing'

/** A press on the list of questions. */
export const questionsPress = z.object({
  intent: z.enum(['up', 'down', 'delete']),
  questionId: z.string().min(1).max(100),
})

const head = z.object({
  kind: z.enum(questionKinds, { error: 'kindMissing' satisfies QuestionTrouble }),
  required: z.string().optional(),
})

/** Option rows of a form beyond those that are saved: as many can be added with one press. */
export const freshRows = 3

/** As it was typed, for the page to show again. */
export type TypedQuestion = QuestionInput

/**
 * The question that a form holds: `wording.fi`, and for each row of options its id and a text in each language, in order. Rows
 * without any text are left out.
 */
export function questionIn(
  form: FormData,
): { ok: true; input: QuestionInput } | { ok: false; typed: TypedQuestion; trouble: QuestionTrouble } {
  const texts = (name: string) => form.getAll(name).map((value) => (typeof value === 'string' ? clean(value) : ''))
  const wording: LocalText = {}
  for (const language of languages) {
    const [text] = texts(`wording.${language}`)
    if (text) wording[language] = text
  }
  const columns = languages.map((language) => [language, texts(`option.${language}`)] as const)
  const rows = texts('optionId').slice(0, mostOptions + freshRows)
  const options = rows.flatMap((id, row) => {
    const text: LocalText = {}
    for (const [language, column] of columns) if (column[row]) text[language] = column[row]
    return Object.keys(text).length > 0 ? [{ id: id === '' ? null : id, text }] : []
  })
  const read = head.safeParse(Object.fromEntries(form))
  const kind = read.success ? read.data.kind : 'text'
  const input = { kind, required: form.get('required') === 'on', wording, options }
  const trouble = troubleIn(input, read.success)
  return trouble ? { ok: false, typed: input, trouble } : { ok: true, input }
}

function troubleIn(input: QuestionInput, kindKnown: boolean): QuestionTrouble | null {
  if (!kindKnown) return 'kindMissing'
  const long = (text: LocalText, most: number) => Object.values(text).some((one) => one.length > most)
  if (long(input.wording, longestWording)) return 'wordingLong'
  return input.options.some(({ text }) => long(text, longestOption)) ? 'optionLong' : null
}

const clean = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The name of a question's field. */
export function fieldOf(questionId: string): string {
  return `q-${questionId}`
}

/** What a guest's form says to these questions; the typed words are kept, whatever is wrong with them. */
export function answersIn(
  form: FormData,
  asked: readonly Question[],
): {
  answers: Record<string, AnswerValue>
  typed: Record<string, string[]>
  troubles: Record<string, AnswerTrouble>
} {
  const answers: Record<string, AnswerValue> = {}
  const typed: Record<string, string[]> = {}
  const troubles: Record<string, AnswerTrouble> = {}
  for (const question of asked) {
    const given = form.getAll(fieldOf(question.id)).filter((value) => typeof value === 'string')
    typed[question.id] = given
    const read = readAnswer(question, given)
    if (!read.ok) troubles[question.id] = read.trouble
    else if (read.value !== null) answers[question.id] = read.value
  }
  return { answers, typed, troubles }
}
