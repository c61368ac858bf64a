import { z } from 'zod'
import { languages } from '#app/lib/languages.ts'
import { organiserKinds } from './rules.ts'

/** What can be wrong with the forms about organisers; the page has words for each. */
export type OrganiserFormError =
  'nameMissing' | 'idWrong' | 'languagesMissing' | 'personNameMissing' | 'emailWrong' | 'organiserMissing'
type Say = (error: OrganiserFormError) => string

const name = z.string().trim().max(200).optional()

/** Adding one who convenes. */
export function organiserForm(say: Say) {
  return z
    .object({
      kind: z.enum(organiserKinds),
      nameFi: name,
      nameSv: name,
      id: z
        .string({ error: say('idWrong') })
        .trim()
        .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, say('idWrong')),
      languages: z.array(z.enum(['fi', 'sv'])).min(1, say('languagesMissing')),
    })
    .superRefine((organiser, ctx) => {
      if (organiser.nameFi || organiser.nameSv) return
      ctx.addIssue({ code: 'custom', path: ['nameFi'], message: say('nameMissing'), input: organiser.nameFi })
    })
}

/** Naming the person who convenes for an organiser. */
export function liaisonForm(say: Say) {
  return z.object({
    organiserId: z.string({ error: say('organiserMissing') }),
    name: z
      .string({ error: say('personNameMissing') })
      .trim()
      .max(200),
    email: z
      .string({ error: say('emailWrong') })
      .trim()
      .toLowerCase()
      .max(254, say('emailWrong'))
      .pipe(z.email(say('emailWrong'))),
    title: z.string().trim().max(200).optional(),
    language: z.enum(languages),
  })
}
