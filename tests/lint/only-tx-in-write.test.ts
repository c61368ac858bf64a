import { RuleTester } from 'eslint'
import { describe, test } from 'vitest'
import { onlyTxInWrite } from './only-tx-in-write.js'

RuleTester.describe = describe
RuleTester.it = test

const foreign = [{ messageId: 'foreign' }]

new RuleTester().run('only-tx-in-write', onlyTxInWrite, {
  valid: [
    'db.write(async (tx) => { await tx.insert(events).values(row) })',
    'db.write(async (tx) => { const event = await eventById(tx, id); return event })',
    'db.write(async (tx) => { const [first] = await rowsOf(tx).limit(1) })',
    'db.write(async (tx) => { await tx.write(async (inner) => { await inner.delete(a); await tx.delete(b) }) })',
    'db.write(async (tx) => { const event = await (id ? eventById(tx, id) : null) })',
    'db.write(async (tx) => { const sessions = openSessions({ read: tx }, url); await sessions.begin(id) })',
    'db.write((tx) => createEvent(tx, { now }))',
    'async function f() { await fetch(url); response.write(chunk) }',
  ],
  invalid: [
    { code: 'db.write(async (tx) => { await fetch(url) })', errors: foreign },
    { code: 'db.write(async (tx) => { await db.read.select().from(events) })', errors: foreign },
    { code: 'db.write(async (tx) => { await createEvent(db, { now }) })', errors: foreign },
    {
      code: 'db.write(async (tx) => { await Promise.all(rows.map((row) => tx.insert(t).values(row))) })',
      errors: foreign,
    },
    { code: 'db.write(async (tx) => { await (ready ? eventById(tx, id) : pause(5)) })', errors: foreign },
    { code: 'db.write(async (tx) => { for await (const row of stream) use(row) })', errors: foreign },
    { code: 'tx.write(async function (inner) { await mailer.send(letter) })', errors: foreign },
    {
      code: 'db.write(async (tx) => { const sessions = openSessions(db); await sessions.begin(id) })',
      errors: foreign,
    },
    { code: 'db.write(async (tx) => { const later = async () => { await fetch(url) } })', errors: foreign },
  ],
})
