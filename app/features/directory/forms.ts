import { z } from 'zod'
import { languages } from '#app/lib/languages.ts'
import { organiserKinds } from './rules.ts'

/** What can be wrong with the forms about organisers; the page has words for each. */
export type OrganiserFormError =
  | 'kindMissing'
  | 'nameMissing'
  | 'nameLong'
  | 'idWrong'
  | 'languagesMissing'
  | 'organiserMissing'
  | 'personNameMissing'
  | 'emailWrong'
  | 'titleLong'
  | 'languageMissing'
type Say = (error: OrganiserFormError) => string

const longestName = 200
/** A line, less its ends. Every check has words of ours: Zod's own are English. */
const line = (missing: string, tooLong: string) => z.string({ error: missing }).trim().max(longestName, tooLong)

/** Adding one who convenes. */
export function organiserForm(say: Say) {
  const name = line(say('nameMissing'), say('nameLong')).optional()
  return z
    .object({
      kind: z.enum(organiserKinds, { error: say('kindMissing') }),
      nameFi: name,
      nameSv: name,
      id: z
        .string({ error: say('idWrong') })
        .trim()
        .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, say('idWrong')),
      languages: z.array(z.enum(['fi', 'sv'], { error: say('languagesMissing') })).min(1, say('languagesMissing')),
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
    name: line(say('personNameMissing'), say('nameLong')).min(1, say('personNameMissing')),
    email: z
      .string({ error: say('emailWrong') })
      .trim()
      .toLowerCase()
      .max(254, say('emailWrong'))
      .pipe(z.email(say('emailWrong'))),
    title: line(say('titleLong'), say('titleLong')).optional(),
    language: z.enum(languages, { error: say('languageMissing') }),
  })
}
