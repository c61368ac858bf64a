import { commandLine as actor } from '#app/features/audit/rules.ts'
import { createOrganiser as create } from '#app/features/directory/create-organiser.server.ts'
import { organiserKinds, type OrganiserKind } from '#app/features/directory/rules.ts'
import { emailOf } from './arguments.ts'
import { CommandTrouble, type Command } from './command.ts'

const troubles: Record<Extract<Awaited<ReturnType<typeof create>>, { ok: false }>['reason'], string> = {
  noName: 'Give it a name: --name-fi "Laukaan kunta".',
  taken: 'That id is in use already. Choose another one.',
  unknownParent: 'There is no organiser with the id given to --parent.',
}

/** Adds a municipality, a county, a sector or a unit. */
export const createOrganiser: Command = {
  usage: 'create-organiser ID --name-fi NAME [--name-sv NAME] [--kind municipality]',
  summary: 'Adds one who convenes associations: a municipality, a county, a sector or a unit.',
  details: [
    'ID               A short word for addresses: laukaa in /calendar/laukaa.ics. It never changes.',
    '--name-fi NAME   The name in Finnish; also --name-sv and --name-en. One is needed.',
    `--kind KIND      ${organiserKinds.join(', ')}; municipality when left out.`,
    '--languages fi   fi, sv or fi,sv: in which languages it invites.',
    '--parent ID      The county of a municipality, the municipality of a sector.',
    '--email EMAIL    The role address of its liaison person, shown on the contact page.',
  ],
  options: {
    'name-fi': { type: 'string' },
    'name-sv': { type: 'string' },
    'name-en': { type: 'string' },
    kind: { type: 'string' },
    languages: { type: 'string' },
    parent: { type: 'string' },
    email: { type: 'string' },
  },
  words: [1, 1],
  opens: 'database',
  async run({ words, option, db, say, now }) {
    const [fi, sv, en] = [option('name-fi'), option('name-sv'), option('name-en')]
    const name = { ...(fi && { fi }), ...(sv && { sv }), ...(en && { en }) }
    if (Object.keys(name).length === 0) throw new CommandTrouble(troubles.noName, 2)
    const parentId = option('parent')
    const email = option('email')
    const outcome = await create(db, {
      id: words[0] ?? '',
      kind: kindOf(option('kind')),
      name,
      languages: languagesOf(option('languages')),
      ...(parentId && { parentId }),
      ...(email && { email: emailOf(email) }),
      actor,
      now,
    })
    if (!outcome.ok) throw new CommandTrouble(troubles[outcome.reason])
    say(`${fi ?? sv ?? en ?? ''} has been added with the id ${outcome.id}.`)
    say('Name its liaison person on the page for administrators: /admin/organisers')
  },
}

function kindOf(word = 'municipality'): OrganiserKind {
  const kind = organiserKinds.find((one) => one === word)
  if (!kind) throw new CommandTrouble(`"${word}" is not one of ${organiserKinds.join(', ')}.`, 2)
  return kind
}

function languagesOf(word = 'fi'): ('fi' | 'sv')[] {
  return word.split(',').map((part) => {
    const language = part.trim()
    if (language !== 'fi' && language !== 'sv') throw new CommandTrouble(`"${language}" is not fi or sv.`, 2)
    return language
  })
}
