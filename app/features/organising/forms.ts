import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { words } from '#app/i18n/translators.server.ts'
import { languages } from '#app/lib/languages.ts'
import { longest, type OrganisingError } from './rules.ts'

const code = (error: OrganisingError) => error
const id = (missing: OrganisingError) => z.string({ error: code(missing) }).max(60, code(missing))

/** Which organiser stands behind the event too. */
export const coOrganiserForm = z.object({ organiserId: id('organiserUnknown') })

/** Who convenes together with the convener. */
export const coConvenerForm = z.object({
  name: z
    .string({ error: code('nameMissing') })
    .trim()
    .min(1, code('nameMissing'))
    .max(longest.name, code('nameLong')),
  email: z
    .string({ error: code('emailUnclear') })
    .trim()
    .max(254, code('emailUnclear'))
    .pipe(z.email({ error: code('emailUnclear') })),
  language: z.enum(languages, { error: code('languageMissing') }),
  associationId: id('associationUnknown').optional(),
})

/** Who convenes from now on, and what they are told. */
export const handoverForm = z.object({
  personId: id('personMissing'),
  note: z
    .string({ error: code('noteLong') })
    .trim()
    .max(longest.note, code('noteLong'))
    .optional(),
})

/** The presses that take somebody away. */
export const removalForm = z.union([
  z.object({ intent: z.literal('removeCoOrganiser'), organiserId: z.string().max(60) }),
  z.object({ intent: z.literal('removeCoConvener'), personId: z.string().max(60) }),
])

/** One code as a sentence in the language of `t`. */
export function organisingSentence(code: string, t: ReturnType<typeof words>): string {
  return t(`organising:errors.${code as 'noteLong'}`, { most: longest.note, name: longest.name })
}

/** The form's answer with its codes made sentences; what was typed goes along. */
export function organisingWords(result: SubmissionResult, t: ReturnType<typeof words>): SubmissionResult {
  const error = Object.entries(result.error ?? {}).map(([field, codes]) => {
    return [field, codes?.map((each) => organisingSentence(each, t)) ?? null] as const
  })
  return { ...result, error: Object.fromEntries(error) }
}

/** The field beside which a verb's refusal is told; none: above the form. */
export const refusedAt: Partial<Record<OrganisingError, string>> = {
  organiserUnknown: 'organiserId',
  isOrganiser: 'organiserId',
  organiserNamed: 'organiserId',
  associationUnknown: 'associationId',
  accountClosed: 'email',
  cannotConvene: 'personId',
}
