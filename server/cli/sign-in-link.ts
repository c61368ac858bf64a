import { commandLine as actor } from '#app/features/audit/rules.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import { personByEmail } from '#app/features/people/queries.server.ts'
import { signInLifetime } from '#app/features/people/rules.ts'
import { emailOf } from './arguments.ts'
import { CommandTrouble, type Command } from './command.ts'

/** A way in without a mail server: for the first administrator, and when letters do not go out. */
export const signInLink: Command = {
  usage: 'sign-in-link EMAIL',
  summary: 'Prints a link that signs this person in, once, within 15 minutes.',
  details: ['Whoever has the link can sign in as the person: give it to nobody else.'],
  words: [1, 1],
  opens: 'database',
  async run({ words, db, env, say, now }) {
    const email = emailOf(words[0])
    const person = await personByEmail(db.read, email)
    if (!person?.active) {
      throw new CommandTrouble(`Nobody has the address ${email}. Make an administrator with: create-admin ${email}`)
    }
    const { linkId } = await issueSignIn(db, { personId: person.id, actor, now })
    say(await linkAddress(db.read, { ...env, linkId }))
    say(`It works once, for ${String(signInLifetime / 60_000)} minutes.`)
  },
}
