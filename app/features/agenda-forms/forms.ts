import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import {
  agendaItemKinds,
  agendaItemStates,
  emptyItem,
  longestMinutes,
  mostSeats,
  type AgendaItem,
} from '#app/features/agenda/rules.ts'
import type { words as wordsOf } from '#app/i18n/translators.server.ts'
import { markdownOf } from '#app/lib/markdown.ts'
import { readTime } from '#app/lib/typed-dates.ts'

/** The longest lines and description, in characters. */
const longest = { line: 200, description: 10_000 } as const

/** An item as its form holds it: the description as one types it, see `markdownOf`. */
export type Typed = Pick<
  AgendaItem,
  | 'title'
  | 'presenter'
  | 'associationId'
  | 'kind'
  | 'minutes'
  | 'state'
  | 'pinned'
  | 'before'
  | 'place'
  | 'capacity'
  | 'closed'
> & { description: string }

const line = z
  .string({ error: 'textLong' })
  .max(longest.line, `textLong:${String(longest.line)}`)
  .optional()
  .transform((typed = '') => typed.trim())

/** A whole number in a range; `unclear` and `range` are the codes of what is wrong. */
const count = (most: number, unclear: string, range: string) =>
  z
    .string({ error: unclear })
    .transform((typed) => typed.replace(/\s/g, ''))
    .refine((typed) => /^\d{1,9}$/.test(typed), unclear)
    .transform(Number)
    .refine((given) => given <= most, `${range}:${String(most)}`)

const flag = z
  .literal('on', { error: 'choiceUnknown' })
  .optional()
  .transform((ticked) => ticked === 'on')

/** What one may write about an item. `associationIds`: those that can be chosen. */
export function itemForm(associationIds: string[]) {
  return z.object({
    title: line.refine((title) => title !== '', 'titleMissing'),
    presenter: line,
    associationId: z
      .string()
      .refine((id) => associationIds.includes(id), 'choiceUnknown')
      .optional()
      .transform((id) => id ?? null),
    kind: z.enum(agendaItemKinds, { error: 'choiceUnknown' }),
    minutes: count(longestMinutes, 'minutesUnclear', 'minutesRange'),
    state: z.enum(agendaItemStates, { error: 'choiceUnknown' }),
    pinned: z
      .string()
      .optional()
      .transform((typed, ctx) => {
        const time = typed === undefined ? null : readTime(typed)
        if (typed !== undefined && time === null) ctx.addIssue({ code: 'custom', message: 'timeUnclear' })
        return time
      }),
    before: flag,
    place: line,
    description: z
      .string({ error: 'textLong' })
      .max(longest.description, `textLong:${String(longest.description)}`)
      .optional()
      .transform((typed = '') => typed.replace(/\r\n?/g, '\n')),
    capacity: count(mostSeats, 'capacityUnclear', 'capacityUnclear')
      .optional()
      .transform((seats) => seats ?? null),
    closed: flag,
  })
}

/** What the form was rendered with comes back with it, so that only what a person changed is changed. */
export const baseForm = z.object({
  base: z.string().transform((stored, ctx): Typed => {
    const parsed = baseShape.safeParse(jsonOf(stored))
    if (parsed.success) return parsed.data
    ctx.addIssue({ code: 'custom', message: 'choiceUnknown' })
    return z.NEVER
  }),
})

const baseShape = z.object({
  title: z.string(),
  presenter: z.string(),
  associationId: z.string().nullable(),
  kind: z.enum(agendaItemKinds),
  minutes: z.number(),
  state: z.enum(agendaItemStates),
  pinned: z.string().nullable(),
  before: z.boolean(),
  place: z.string(),
  description: z.string(),
  capacity: z.number().nullable(),
  closed: z.boolean(),
})

function jsonOf(stored: string): unknown {
  try {
    return JSON.parse(stored)
  } catch {
    return null
  }
}

/** Which button was pressed. */
const itemIntents = ['save', 'up', 'down', 'top', 'end', 'saveAsNew'] as const
export const intentForm = z.object({ intent: z.enum(itemIntents).catch('save') })

/** The id that a new item's form made for it: sent twice, the form adds it once. */
export const newItemForm = z.object({ itemId: z.string().regex(/^[0-9a-z]{6,24}$/) })

/** An item as its form shows it. */
export function typedOf(item: Omit<AgendaItem, 'id'>): Typed {
  const { title, presenter, associationId, kind, minutes, state, pinned, before, place, capacity, closed } = item
  const description = markdownOf(item.description)
  return { title, presenter, associationId, kind, minutes, state, pinned, before, place, capacity, closed, description }
}

/** What a new item's form begins with. */
export const emptyTyped = typedOf(emptyItem)

/** The values of the form's fields. */
export function formValues(typed: Typed): Record<string, string> {
  return {
    ...typed,
    associationId: typed.associationId ?? '',
    minutes: String(typed.minutes),
    pinned: typed.pinned ?? '',
    before: typed.before ? 'on' : '',
    capacity: typed.capacity === null ? '' : String(typed.capacity),
    closed: typed.closed ? 'on' : '',
  }
}

type Translate = ReturnType<typeof wordsOf>

/** The answer to a form with its codes made sentences; what was typed goes along. */
export function inWords(result: SubmissionResult, t: Translate): SubmissionResult {
  const error = Object.entries(result.error ?? {}).map(([field, codes]) => [
    field,
    codes?.map((code) => {
      const [name, most] = code.split(':')
      return t(`itemForm:errors.${name as 'textLong'}`, { most })
    }) ?? null,
  ])
  return { ...result, error: Object.fromEntries(error) as Record<string, string[] | null> }
}
