import type { Person } from '#app/features/people/rules.ts'
import type { Connection, Rights } from './connection.ts'

/** How often is looked whether anything changed: a revoked role or session is over within two seconds. */
const lookEvery = 1500
/** A session that ends by the clock, and by nothing that is written, is noticed within this time. */
const askAnewEvery = 30_000

/**
 * Asks again what the people of all open tabs may do, whenever something changed that it could depend on: each person's
 * question once, however many tabs ask it, and with turns of the event loop between, so that nobody's letters wait for it.
 */
export function openRightsWatch(options: {
  connections(): Iterable<{ connection: Connection; cut(): void }>
  /** Another number when rights may have changed. */
  revision(): Promise<number>
  personIn(sessionId: string): Promise<Person | null>
  rights: Rights
  report(error: unknown, where: string): void
}): { close(): void } {
  let known: number | null = null
  let askedAt = 0
  /** How many times all are still to be asked: twice after a change, for who was just coming in at the first time. */
  let owed = 0
  let asking = false

  async function look() {
    const revision = await options.revision()
    if (revision !== known) owed = 2
    else if (performance.now() - askedAt > askAnewEvery) owed = Math.max(owed, 1)
    if (owed === 0) return
    await askAll()
    owed -= 1
    // As it was before they were asked: what changed meanwhile is seen the next time.
    known = revision
    askedAt = performance.now()
  }

  async function askAll() {
    const personIn = once(options.personIn)
    const access = once((_key: string, person: Person, name: string) => options.rights.accessOf(person, name))
    const watch = once((_key: string, person: Person, topic: string) => options.rights.mayWatch(person, topic))
    const rights: Rights = {
      accessOf: (person, name) => access(`${person.id} ${name}`, person, name),
      mayWatch: (person, topic) => watch(`${person.id} ${topic}`, person, topic),
    }
    for (const { connection, cut } of [...options.connections()]) {
      const person = await personIn(connection.person.sessionId)
      if (person) await connection.recheck(person, rights)
      else cut()
      await new Promise((turn) => setImmediate(turn))
    }
  }

  const timer = setInterval(() => {
    if (asking) return
    asking = true
    look()
      .catch((error: unknown) => {
        options.report(error, 'socket rights')
      })
      .finally(() => {
        asking = false
      })
  }, lookEvery)
  return {
    close() {
      clearInterval(timer)
    },
  }
}

/** Asks each question, named by its key, once. */
function once<A extends [string, ...unknown[]], T>(
  ask: (...question: A) => Promise<T>,
): (...question: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (...question) => {
    const answer = answers.get(question[0]) ?? ask(...question)
    answers.set(question[0], answer)
    return answer
  }
}
