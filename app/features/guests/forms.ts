import { z } from 'zod'
import { largestParty } from '#app/features/invitations/rules.ts'
import { longestName, type Guest } from './rules.ts'

/** What is wrong with the rows of guests; the page has words for each. */
export type GuestTrouble = 'nameLong' | 'answeredByLong' | 'tooManyGuests'

const name = (word: GuestTrouble) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .refine((text) => text.length <= longestName, { error: word })

const rows = z.object({
  /** A name in each row, in order. */
  guest: z.array(name('nameLong')).max(largestParty, { error: 'tooManyGuests' satisfies GuestTrouble }),
  /** The rows, from 0 on, of those who take part online. */
  guestOnline: z.array(z.coerce.number().int().min(0).max(largestParty)),
  answeredBy: name('answeredByLong'),
})

/**
 * The guests of a form and who answers; `guests` undefined: the form had no rows, so what was told before stays. As it was
 * typed when something is wrong.
 */
export function guestsIn(form: FormData): {
  guests: Guest[] | undefined
  answeredBy: string
  trouble: GuestTrouble | null
} {
  const [answeredBy] = form.getAll('answeredBy')
  const sent = {
    guest: form.getAll('guest'),
    guestOnline: form.getAll('guestOnline'),
    answeredBy: typeof answeredBy === 'string' ? answeredBy : '',
  }
  const read = rows.safeParse(sent)
  if (read.success) {
    const { guest, guestOnline } = read.data
    const guests = guest.map((one, row) => ({ name: one, online: guestOnline.includes(row) }))
    return { guests: guests.length > 0 ? guests : undefined, answeredBy: read.data.answeredBy, trouble: null }
  }
  const typed = sent.guest.slice(0, largestParty).map((one, row) => ({
    name: typeof one === 'string' ? one : '',
    online: sent.guestOnline.includes(String(row)),
  }))
  const [issue] = read.error.issues
  const known = ['nameLong', 'answeredByLong', 'tooManyGuests'] as const
  const trouble = known.find((word) => word === issue?.message) ?? 'tooManyGuests'
  return { guests: typed, answeredBy: sent.answeredBy, trouble }
}
