import { z } from 'zod'
import { largestParty } from '#app/features/invitations/rules.ts'
import { readDay } from '#app/lib/typed-dates.ts'
import { longest } from './rules.ts'

/** What can be wrong with the guest's form; the page has words for each. */
export type RegisterTrouble =
  'nameMissing' | 'nameLong' | 'associationLong' | 'emailMissing' | 'emailWrong' | 'peopleRange' | 'unclear'

/** One line as it was typed. Signs that no keyboard has, line breaks among them, would end up in letters and lists. */
const line = (most: number, say: { long: string; unclear: string }) =>
  z
    .string({ error: say.unclear })
    .trim()
    .max(most, say.long)
    .refine((typed) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(typed), say.unclear)

/** What a guest types. `say` gives the words for a trouble; `most`: people that one registration brings. */
export function registerForm(most: number, say: (trouble: RegisterTrouble) => string) {
  const unclear = say('unclear')
  return z.object({
    name: z
      .string({ error: say('nameMissing') })
      .pipe(line(longest.name, { long: say('nameLong'), unclear }))
      .refine((typed) => typed !== '', say('nameMissing')),
    association: line(longest.association, { long: say('associationLong'), unclear })
      .optional()
      .transform((typed) => typed || null),
    email: z
      .string({ error: say('emailMissing') })
      .trim()
      .toLowerCase()
      .max(254, say('emailWrong'))
      .pipe(z.email(say('emailWrong'))),
    people: wholeNumber(most, say('peopleRange')),
  })
}

export type SettingsTrouble = 'dayUnclear' | 'dayLate' | 'mostRange'

/** The convener's form. `lastDay`: of answering, `2027-04-13`; what is open cannot stay so longer. */
export function settingsForm(lastDay: string, say: (trouble: SettingsTrouble) => string) {
  return z.object({
    open: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
    closesDay: z
      .string({ error: say('dayUnclear') })
      .transform((typed, context) => {
        const found = readDay(typed)
        if (!found.ok) context.addIssue({ code: 'custom', message: say('dayUnclear') })
        return found.ok ? found.day : z.NEVER
      })
      .refine((day) => day <= lastDay, say('dayLate'))
      .optional(),
    mostPeople: wholeNumber(largestParty, say('mostRange')),
  })
}

/** The one press that confirms; `people` only where fewer fit than were meant. */
export const confirmForm = z.object({
  people: z.coerce.number().int().min(1).max(largestParty).optional().catch(undefined),
})

function wholeNumber(most: number, error: string) {
  return z
    .string({ error })
    .trim()
    .regex(/^\d{1,3}$/, error)
    .transform(Number)
    .refine((count) => count >= 1 && count <= most, error)
}
