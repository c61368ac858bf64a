import { z } from 'zod'
import { largestParty } from '#app/features/invitations/rules.ts'

export const longestName = 120

const idWord = z.string().regex(/^[0-9a-z]{20}$/)
const people = z.coerce.number().int().min(0).max(largestParty)
const name = z.string('nameMissing').trim().min(1, 'nameMissing').max(longestName, 'nameLong')
const organisation = z.string().trim().max(longestName, 'organisationLong')

/** What can be wrong with the form of one who came without an invitation. */
export type WalkInTrouble = 'nameMissing' | 'nameLong' | 'organisationLong'

export const walkInForm = z.object({ name, organisation: organisation.default('').transform((text) => text || null) })

/** A press on the page without script, and the closing of the door. */
export const doorPress = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('tap'), partyId: idWord, people }),
  z.object({ intent: z.enum(['close', 'reopen']) }),
])

/** Taps that a phone sends together, each judged apart, so that a broken one does not hold up the others. */
export const mostTaps = 50
export const tapsForm = z.array(z.unknown()).max(mostTaps)
/** A tap that a phone kept. `age`: milliseconds since it was made, for phones' clocks differ. */
export const tapForm = z.object({
  id: idWord,
  partyId: idWord,
  people,
  age: z.number().nonnegative(),
  walkIn: z.object({ name, organisation: organisation.nullable() }).nullable(),
})
