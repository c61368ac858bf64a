import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'

/** What a question asks for: some words, one of its options, any of them, or a whole number. */
export const questionKinds = ['text', 'choice', 'choices', 'number'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** One thing that can be chosen. Answers hold its id, so it can be reworded. */
export type Option = { id: string; text: LocalText }

/** A question as it is asked. */
export type Question = { id: string; kind: QuestionKind; required: boolean; wording: LocalText; options: Option[] }

/** What a convener writes. An option without an id is new. */
export type QuestionInput = {
  kind: QuestionKind
  required: boolean
  wording: LocalText
  options: { id: string | null; text: LocalText }[]
}

/** What was answered: text, the id of an option, ids of options, or a number. */
export type AnswerValue = string | string[] | number

export const mostQuestions = 10
export const mostOptions = 12
export const longestWording = 200
export const longestOption = 100
export const longestAnswer = 500
/** The numbers one asks for count people, things, minutes. */
const largestNumber = 99_999

export function hasOptions(kind: QuestionKind): boolean {
  return kind === 'choice' || kind === 'choices'
}

/** The languages of an event that a text is not written in. Another language's text would be shown there instead. */
function languagesMissing(text: LocalText, wanted: readonly Language[]): Language[] {
  return languages.filter((language) => wanted.includes(language) && !text[language]?.trim())
}

/** Why a question cannot stand as it is written. */
export type InputRefusal =
  | { reason: 'wordingMissing'; languages: Language[] }
  | { reason: 'optionMissing'; languages: Language[] }
  | { reason: 'tooFewOptions' }
  | { reason: 'tooManyOptions' }

/** The first thing wrong with what is written, for an event that is held in these languages. */
export function inputRefusalOf(input: QuestionInput, wanted: readonly Language[]): InputRefusal | null {
  const missing = languagesMissing(input.wording, wanted)
  if (missing.length > 0) return { reason: 'wordingMissing', languages: missing }
  if (!hasOptions(input.kind)) return null
  if (input.options.length < 2) return { reason: 'tooFewOptions' }
  if (input.options.length > mostOptions) return { reason: 'tooManyOptions' }
  const lacking = languages.filter((language) =>
    input.options.some(({ text }) => languagesMissing(text, wanted).includes(language)),
  )
  return lacking.length > 0 ? { reason: 'optionMissing', languages: lacking } : null
}

/** Why a change would make answers mean something else, or null: words may change and options be added, no more. */
export function changeRefusalOf(
  before: Pick<Question, 'kind' | 'options'>,
  after: QuestionInput,
  answered: boolean,
): 'kindFixed' | 'optionsFixed' | null {
  if (!answered) return null
  if (before.kind !== after.kind) return 'kindFixed'
  const kept = new Set(after.options.map(({ id }) => id))
  return before.options.every(({ id }) => kept.has(id)) ? null : 'optionsFixed'
}

export type AnswerTrouble = 'textLong' | 'numberUnclear' | 'noSuchOption'

/** What was typed or chosen as an answer: null when nothing was. */
export function readAnswer(
  question: Pick<Question, 'kind' | 'options'>,
  typed: readonly string[],
): { ok: true; value: AnswerValue | null } | { ok: false; trouble: AnswerTrouble } {
  const given = typed.map((one) => one.replace(/\r\n?/g, '\n').trim()).filter((one) => one !== '')
  const [first] = given
  if (first === undefined) return { ok: true, value: null }
  if (question.kind === 'text') {
    return first.length > longestAnswer ? { ok: false, trouble: 'textLong' } : { ok: true, value: first }
  }
  if (question.kind === 'number') {
    const value = /^\d{1,5}$/.test(first) ? Number(first) : NaN
    return value <= largestNumber ? { ok: true, value } : { ok: false, trouble: 'numberUnclear' }
  }
  const known = question.options.map(({ id }) => id).filter((id) => given.includes(id))
  if (known.length < new Set(given).size) return { ok: false, trouble: 'noSuchOption' }
  return { ok: true, value: question.kind === 'choices' ? known : (known[0] ?? null) }
}

/** An answer in words, as tables show it; several choices one after the other. */
export function answerText(
  { kind, options }: Pick<Question, 'kind' | 'options'>,
  value: AnswerValue | undefined,
  language: Language,
): string | number | null {
  if (value === undefined) return null
  if (!hasOptions(kind)) return typeof value === 'number' ? value : String(value)
  const chosen = options.filter(({ id }) => (Array.isArray(value) ? value.includes(id) : value === id))
  return chosen.map(({ text }) => localText(text, language).text).join(', ')
}

/** The required questions that have no answer. */
export function missingAnswers<T extends Pick<Question, 'id' | 'required'>>(
  asked: readonly T[],
  answers: Readonly<Record<string, AnswerValue>>,
): T[] {
  return asked.filter(({ id, required }) => required && answers[id] === undefined)
}

/** The ids in order after one was moved by a step; unchanged where there is nowhere to go. */
export function movedBy(ids: readonly string[], id: string, step: 'up' | 'down'): string[] {
  const at = ids.indexOf(id)
  const to = step === 'up' ? at - 1 : at + 1
  if (at < 0 || to < 0 || to >= ids.length) return [...ids]
  const rest = ids.filter((each) => each !== id)
  rest.splice(to, 0, id)
  return rest
}
