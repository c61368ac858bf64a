import { z } from 'zod'
import { recipientKinds } from '#app/features/directory/rules.ts'
import { largestParty } from '#app/features/invitations/rules.ts'
import { seatWays, type Quotas } from '#app/features/seats/rules.ts'

/** More than the largest room. */
const largestQuota = 10_000

/** What is wrong with a field; the page has words for each. */
export type FieldTrouble = 'wayMissing' | 'limitRange' | 'quotaRange'

/** The largest number that a field takes. */
export const mostIn = { limitRange: largestParty, quotaRange: largestQuota } as const

/** A whole number from 1 on, or nothing. As one writes it: 1 000. */
const count = (word: keyof typeof mostIn) =>
  z
    .string({ error: word satisfies FieldTrouble })
    .default('')
    .transform((typed) => typed.replace(/\s/g, ''))
    .refine((typed) => /^\d*$/.test(typed) && (typed === '' || (Number(typed) >= 1 && Number(typed) <= mostIn[word])), {
      error: word satisfies FieldTrouble,
    })
    .transform((typed) => (typed === '' ? null : Number(typed)))

/** How an event gives its seats, as its convener writes it. Comes out as the verb takes it. */
export const seatRulesForm = z
  .object({
    way: z.enum(seatWays, { error: 'wayMissing' satisfies FieldTrouble }),
    organisationLimit: count('limitRange'),
    association: count('quotaRange'),
    body: count('quotaRange'),
    official: count('quotaRange'),
    elected: count('quotaRange'),
  })
  .transform(({ way, organisationLimit, ...groups }) => {
    const quotas: Quotas = {}
    for (const kind of recipientKinds) {
      const most = groups[kind]
      if (most !== null) quotas[kind] = most
    }
    return { way, organisationLimit, quotas }
  })
