import { z } from 'zod'

/** What can be wrong with the sign-in form; the page has words for each. */
export type SignInError = 'emailMissing' | 'emailWrong'

/** Asking for a sign-in link. `say` gives the words for an error. */
export function signInForm(say: (error: SignInError) => string) {
  return z.object({
    email: z
      .string({ error: say('emailMissing') })
      .trim()
      .toLowerCase()
      .max(254, say('emailWrong'))
      .pipe(z.email(say('emailWrong'))),
    next: z.string().optional(),
  })
}
