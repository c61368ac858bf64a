import { commandLine as actor } from '#app/features/audit/rules.ts'
import { createPerson } from '#app/features/people/create-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { everywhere } from '#app/features/people/rules.ts'
import { CommandTrouble, type Command } from './command.ts'
import { emailOf, languageOf } from './arguments.ts'

/** The first administrator of an empty service, and any later one. */
export const createAdmin: Command = {
  usage: 'create-admin EMAIL [--name NAME] [--language fi]',
  summary: 'Makes an administrator: one who runs the service and names those who convene.',
  details: [
    '--name NAME      How the person is called in the service; the address when left out.',
    '--language fi    fi, sv or en: the language of letters to the person.',
    'An account that is there already keeps its name and language.',
  ],
  options: { name: { type: 'string' }, language: { type: 'string' } },
  words: [1, 1],
  opens: 'database',
  async run({ words, option, db, say, now }) {
    const email = emailOf(words[0])
    const language = languageOf(option('language'))
    const name = option('name')?.trim() || email
    const outcome = await db.write(async (tx) => {
      const { personId } = await createPerson(tx, { name, email, language, actor, now })
      return grantRole(tx, { personId, role: 'administrator', scopeId: everywhere, actor, now })
    })
    if (!outcome.granted) throw new CommandTrouble(`${email} is an administrator already.`)
    say(`${email} is an administrator now. Sign in with: npm run kutsu -- sign-in-link ${email}`)
  },
}
