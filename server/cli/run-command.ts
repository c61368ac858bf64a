import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '#db/database.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { databaseFile } from '../open-server.ts'
import { readEnv, SettingError } from '../env.ts'
import { projectRoot } from '../project-root.ts'
import { CommandTrouble, type Asked, type Command } from './command.ts'
import { createAdmin } from './create-admin.ts'
import { createOrganiser } from './create-organiser.ts'
import { doctor } from './doctor.ts'
import { loadSampleNetwork } from './load-sample-network.ts'
import { inbox } from './inbox.ts'
import { signInLink } from './sign-in-link.ts'

const commands: Record<string, Command> = {
  'create-admin': createAdmin,
  'create-organiser': createOrganiser,
  'sign-in-link': signInLink,
  'load-sample': loadSampleNetwork,
  inbox,
  doctor,
}

/**
 * Does what the words of a command line ask. Settings come from the same variables as the service's own.
 * @returns the exit code: 0 done, 1 could not be done, 2 asked in a wrong way
 */
export async function runCommand(
  words: string[],
  variables: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<number> {
  const [name = 'help', ...rest] = words
  if (['help', '--help', '-h'].includes(name)) {
    const about = rest[0] === undefined ? undefined : commands[rest[0]]
    for (const line of about ? helpOf(about) : overview()) say(line)
    return 0
  }
  try {
    const command = commands[name]
    if (!command) throw new CommandTrouble(`There is no command "${name}".\n${overview().join('\n')}`, 2)
    await run(command, rest, variables, say)
    return 0
  } catch (error) {
    if (error instanceof SettingError) {
      say(`Kutsu lacks settings. Give the command the same ones as the service:\n${error.message}`)
      return 1
    }
    if (!(error instanceof CommandTrouble)) throw error
    say(error.message)
    return error.exitCode
  }
}

async function run(
  command: Command,
  rest: string[],
  variables: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<void> {
  const { values, positionals } = parse(command, rest)
  if (values.help === true) {
    for (const line of helpOf(command)) say(line)
    return
  }
  const [least, most] = command.words
  if (positionals.length < least || positionals.length > most) throw new CommandTrouble(helpOf(command).join('\n'), 2)
  const asked: Asked = {
    words: positionals,
    option(name) {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    },
    say,
    now: Date.now(),
  }
  if (command.opens === 'nothing') {
    await command.run({ ...asked, variables })
    return
  }
  const env = readEnv(variables)
  await mkdir(env.dataDir, { recursive: true })
  const file = databaseFile(env.dataDir)
  migrateDatabase(file, path.join(projectRoot, 'db/migrations'))
  const db = openDatabase(file)
  try {
    await command.run({ ...asked, db, env })
  } finally {
    await db.close()
  }
}

function parse(command: Command, rest: string[]) {
  try {
    const options: Command['options'] = { ...command.options, help: { type: 'boolean', short: 'h' } }
    return parseArgs({ args: rest, options, allowPositionals: true })
  } catch (error) {
    // parseArgs says in words which option it does not know or what it lacks.
    if (!(error instanceof TypeError)) throw error
    throw new CommandTrouble(`${error.message}\n${helpOf(command).join('\n')}`, 2)
  }
}

function overview(): string[] {
  return [
    'Usage: npm run kutsu -- COMMAND',
    ...Object.values(commands).flatMap((command) => [`  ${command.usage}`, `      ${command.summary}`]),
    'More about one: npm run kutsu -- help COMMAND',
  ]
}

function helpOf(command: Command): string[] {
  return [`Usage: npm run kutsu -- ${command.usage}`, command.summary, ...(command.details ?? [])]
}
