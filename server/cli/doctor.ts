import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { letterCounts } from '#app/features/mail/queries.server.ts'
import { peopleWithRole } from '#app/features/people/queries.server.ts'
import { everywhere } from '#app/features/people/rules.ts'
import { openDatabase, type Database } from '#db/database.ts'
import { inspectDatabase } from '#db/inspect.ts'
import { databaseFile } from '../open-server.ts'
import { readEnv, SettingError, type Env } from '../env.ts'
import { mailServerTrouble } from '../jobs/deliver-mail.ts'
import { mailboxTrouble } from '../mailbox/read-mailbox.ts'
import { projectRoot } from '../project-root.ts'
import { CommandTrouble, type Command } from './command.ts'

type Finding = { ok: boolean; text: string }
const good = (text: string): Finding => ({ ok: true, text })
const wrong = (text: string): Finding => ({ ok: false, text })

/** Looks at everything and changes nothing; each line says what is well, or what to do. */
export const doctor: Command = {
  usage: 'doctor',
  summary: 'Checks settings, database, letters and mail server, and says what to do about what is wrong.',
  details: ['Changes nothing. Ends with 1 when something is wrong.'],
  words: [0, 0],
  opens: 'nothing',
  async run({ variables, say }) {
    let wrongs = 0
    for await (const finding of examine(variables)) {
      say(`${finding.ok ? 'ok   ' : 'wrong'}  ${finding.text}`)
      if (!finding.ok) wrongs += 1
    }
    if (wrongs > 0) throw new CommandTrouble(`${String(wrongs)} to put right.`)
    say('All is well.')
  },
}

async function* examine(variables: Record<string, string | undefined>): AsyncGenerator<Finding> {
  const env = settings(variables)
  if (Array.isArray(env)) {
    yield* env
    return
  }
  yield good(`Settings: ${env.baseUrl}, data in ${env.dataDir}`)
  const file = databaseFile(env.dataDir)
  yield* folder(env.dataDir)
  if (existsSync(file)) yield* database(file, env)
  else
    yield wrong(
      `Database: there is none at ${file} yet. Start the service once, or make an administrator: create-admin EMAIL`,
    )
  yield await mailServer(env)
  if (env.mailboxUrl !== null) yield await mailbox(env.mailboxUrl)
}

function settings(variables: Record<string, string | undefined>): Env | Finding[] {
  try {
    return readEnv(variables)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    return error.message.split('\n').map((line) => wrong(`Settings: ${line}`))
  }
}

function* folder(dataDir: string): Generator<Finding> {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    yield good('Data folder: can be written')
  } catch {
    yield wrong(
      `Data folder: ${dataDir} is missing or cannot be written by this user. Make it, or give it to the user of the service.`,
    )
  }
}

async function* database(file: string, env: Env): AsyncGenerator<Finding> {
  let db: Database
  try {
    const { damage, pending } = inspectDatabase(file, path.join(projectRoot, 'db/migrations'))
    if (damage !== null) {
      yield wrong(
        `Database: damaged (${damage}). Stop the service, put the newest backup in place of ${file}, start again.`,
      )
      return
    }
    yield good('Database: sound (quick_check)')
    if (pending > 0) {
      yield wrong(
        `Database: ${String(pending)} migrations are waiting. Restart the service: it brings the database up to date.`,
      )
      return
    }
    yield good('Database: at the newest migration')
    db = openDatabase(file)
  } catch (error) {
    yield wrong(
      `Database: ${file} cannot be opened (${String(error instanceof Error ? error.message : error)}). Put the newest backup in its place.`,
    )
    return
  }
  try {
    yield good('Database: write-ahead log, full sync, foreign keys (asserted on opening)')
    yield* people(await peopleWithRole(db.read, 'administrator', everywhere))
    yield* letters(await letterCounts(db.read), env)
  } finally {
    await db.close()
  }
}

function* people(administrators: unknown[]): Generator<Finding> {
  if (administrators.length > 0) yield good(`Administrators: ${String(administrators.length)}`)
  else yield wrong('Administrators: none. Make the first one: npm run kutsu -- create-admin EMAIL')
}

function* letters(counts: Awaited<ReturnType<typeof letterCounts>>, env: Env): Generator<Finding> {
  const { waiting, sent, failed, unknown } = counts
  yield good(`Outbox: ${String(sent)} sent, ${String(waiting)} waiting`)
  if (waiting > 0 && env.smtpUrl === null)
    yield wrong('Outbox: letters wait because there is no mail server. Set SMTP_URL and MAIL_FROM.')
  if (failed > 0)
    yield wrong(`Outbox: ${String(failed)} were refused. Read why, and send again: /admin/outbox?state=failed`)
  if (unknown > 0) {
    yield wrong(
      `Outbox: of ${String(unknown)} it is not known whether they arrived. Decide whether to send again: /admin/outbox?state=unknown`,
    )
  }
}

async function mailServer(env: Env): Promise<Finding> {
  if (env.smtpUrl === null) return good('Mail server: none set; letters wait in the outbox')
  const trouble = await mailServerTrouble(env.smtpUrl)
  return trouble === null
    ? good('Mail server: answers, and lets us in')
    : wrong(`Mail server: ${trouble}. Check SMTP_URL: smtp://user:password@host:587 or smtps://user:password@host:465`)
}

async function mailbox(url: string): Promise<Finding> {
  const trouble = await mailboxTrouble(url)
  return trouble === null
    ? good('Mailbox: can be read')
    : wrong(`Mailbox: ${trouble}. Check MAILBOX_URL: imaps://user:password@host/INBOX`)
}
