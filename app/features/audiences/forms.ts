import { z } from 'zod'
import { listParts, longestName, mostSingles, recipientOf, type AudienceRule } from './rules.ts'

const ids = z.array(z.string().min(1).max(100)).max(mostSingles)
const keys = ids.refine((all) => all.every((key) => recipientOf(key) !== null))

/** A rule as it is stored and as the sample gives it. */
export const audienceRule = z.object({
  municipalityIds: ids,
  countyWide: z.boolean(),
  fieldIds: ids,
  bodyIds: ids,
  officials: z.boolean(),
  elected: z.boolean(),
  added: keys,
  without: keys,
})

/** The ticks of a rule. Single ones are added and taken out one by one. */
const ruleForm = z.object({
  municipality: ids.default([]),
  countyWide: z.boolean().default(false),
  field: ids.default([]),
  body: ids.default([]),
  officials: z.boolean().default(false),
  elected: z.boolean().default(false),
})

/** The rule that a form ticks; the single ones stay as they were. Nonsense ticks nobody. */
export function ruleIn(form: FormData, before: Pick<AudienceRule, 'added' | 'without'>): AudienceRule {
  const all = (name: string) => form.getAll(name)
  const parsed = ruleForm.safeParse({
    municipality: all('municipality'),
    countyWide: form.has('countyWide'),
    field: all('field'),
    body: all('body'),
    officials: form.has('officials'),
    elected: form.has('elected'),
  })
  const { municipality, countyWide, field, body, officials, elected } = parsed.success
    ? parsed.data
    : ruleForm.parse({})
  const { added, without } = before
  return {
    municipalityIds: municipality,
    countyWide,
    fieldIds: field,
    bodyIds: body,
    officials,
    elected,
    added,
    without,
  }
}

/** What is wrong with the name of an audience; the page has words for each. */
export const nameTroubles = ['nameMissing', 'nameLong', 'taken'] as const
export type NameTrouble = (typeof nameTroubles)[number]

/** The name that an audience is saved under. */
export const audienceName = z
  .string({ error: 'nameMissing' satisfies NameTrouble })
  .transform((name) => name.replace(/\s+/g, ' ').trim())
  .refine((name) => name.length > 0, { error: 'nameMissing' satisfies NameTrouble, abort: true })
  .refine((name) => name.length <= longestName, { error: 'nameLong' satisfies NameTrouble })

const word = z.string().max(100).catch('')

/** How a list is looked at, as its address says: `?text=ilves&field=sports&page=2`. */
export const listQuery = z.object({
  text: word.default(''),
  municipality: word.default(''),
  field: word.default(''),
  part: z.enum(listParts).catch('called').default('called'),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
  /** Whom to add. */
  find: word.default(''),
})
export type ListQuery = z.output<typeof listQuery>
