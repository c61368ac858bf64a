import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInByToken, personByEmail } from '#app/features/people/queries.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { openDatabase, type Database } from '#db/database.ts'
import { runCommand } from '#server/cli/run-command.ts'

const secret = 'q8Zr1vX6tLw3Ns9KfYd2HbJm5PcGa7UeTo4'
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'kutsu-cli-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function kutsu(...words: string[]) {
  const lines: string[] = []
  const settings = { BASE_URL: 'https://kutsu.laukaa.fi', SECRET: secret, DATA_DIR: dataDir }
  const code = await runCommand(words, settings, (line) => lines.push(line))
  return { code, said: lines.join('\n') }
}

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(path.join(dataDir, 'kutsu.db'))
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

test('an empty service gets its first administrator, an organiser and a way in', async () => {
  const before = await kutsu('doctor')
  expect(before.code).toBe(1)
  expect(before.said).toContain('create-admin EMAIL')

  expect((await kutsu('create-admin', 'Anna@Laukaa.fi', '--name', 'Anna Ahola')).code).toBe(0)
  expect(await withDatabase((db) => personByEmail(db.read, 'anna@laukaa.fi'))).toMatchObject({
    name: 'Anna Ahola',
    roles: [{ role: 'administrator', scopeId: '*' }],
  })
  expect(await kutsu('create-admin', 'anna@laukaa.fi')).toMatchObject({ code: 1 })

  const made = await kutsu('create-organiser', 'laukaa', '--name-fi', 'Laukaan kunta', '--languages', 'fi,sv')
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining('laukaa') as string })
  expect(await kutsu('create-organiser', 'laukaa', '--name-fi', 'Toinen')).toMatchObject({ code: 1 })

  const { code, said } = await kutsu('sign-in-link', 'anna@laukaa.fi')
  expect(code).toBe(0)
  const token = /^https:\/\/kutsu\.laukaa\.fi\/sign-in\/([\w-]+)$/m.exec(said)?.[1] ?? ''
  const found = await withDatabase((db) => signInByToken(db.read, { secret, token, now: Date.now() }))
  expect(found).toMatchObject({ ok: true, name: 'Anna Ahola' })

  expect(await kutsu('doctor')).toMatchObject({ code: 0 })
})

test('the doctor finds letters that wait for a mail server, and those that were refused', async () => {
  await withDatabase((db) =>
    db.write(async (tx) => {
      for (const recipient of ['one@laukaa.fi', 'two@laukaa.fi']) {
        await queueLetter(tx, {
          kind: 'test',
          subjectId: 't',
          recipient,
          revision: 0,
          language: 'fi',
          letter: { subject: 's', text: 't', html: 'h' },
          now: 0,
        })
      }
    }),
  )
  const waiting = await kutsu('doctor')
  expect(waiting).toMatchObject({ code: 1, said: expect.stringContaining('Set SMTP_URL') as string })
  await withDatabase((db) =>
    db.write((tx) =>
      tx
        .update(letters)
        .set({ state: 'failed' })
        .then(() => undefined),
    ),
  )
  expect((await kutsu('doctor')).said).toContain('2 were refused')
})

test.each([
  ['no such command', ['dance'], 2, 'There is no command "dance"'],
  ['a word too few', ['sign-in-link'], 2, 'Usage: npm run kutsu -- sign-in-link EMAIL'],
  ['an unknown option', ['create-admin', 'a@laukaa.fi', '--colour', 'red'], 2, '--colour'],
  ['no mail address', ['create-admin', 'anna'], 2, '"anna" is not a mail address'],
  ['nobody of that address', ['sign-in-link', 'nobody@laukaa.fi'], 1, 'Nobody has the address'],
  ['a wrong kind', ['create-organiser', 'x', '--name-fi', 'X', '--kind', 'village'], 2, 'municipality, county'],
  ['a message that is not there', ['inbox', '/no/such.eml'], 1, '/no/such.eml cannot be read'],
  ['a folder that is not there', ['load-sample', '/no/such/folder'], 1, 'There is no folder'],
  ['help', ['help'], 0, 'sign-in-link EMAIL'],
  ['help for one', ['create-organiser', '--help'], 0, '--languages fi'],
] as const)('%s is told in words and by the exit code', async (_, words, code, said) => {
  const outcome = await kutsu(...words)
  expect(outcome.code).toBe(code)
  expect(outcome.said).toContain(said)
})

test('without settings the command says which are missing', async () => {
  const lines: string[] = []
  expect(await runCommand(['sign-in-link', 'a@laukaa.fi'], {}, (line) => lines.push(line))).toBe(1)
  expect(lines.join('\n')).toMatch(/BASE_URL.*\n.*SECRET.*\n.*DATA_DIR/)
})
