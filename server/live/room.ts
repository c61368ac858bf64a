import type * as Y from 'yjs'
import { limits, type UpdateAnswer } from '#app/live/contract.ts'
import type { DocumentDefinition } from '#app/live/document-definition.ts'
import { openDoor } from './door.ts'
import { openJoinAnswers, type JoinState } from './join-answers.ts'
import type { LoggedUpdate, StoredDocument, UpdateLog } from './log.ts'
import { tellOthers, type Member, type MemberEdit } from './members.ts'
import { openPace, openTurns } from './pace.ts'
import { openReaders } from './readers.ts'
import { mergeByActor, updateMadeBy } from './room-edits.ts'

export interface Room {
  /** Lets the member in, with what it lacks. `seq`: how far the state goes that it has, if it knows. */
  join(member: Member, stateVector: Uint8Array, seq?: number | null): Promise<JoinState>
  leave(member: Member): void
  submit(member: Member, update: Uint8Array): Promise<UpdateAnswer>
  /** The server's own edit in somebody's name: checked, logged and told like one from a tab. */
  edit(actor: string, change: (doc: Y.Doc) => void): Promise<UpdateAnswer>
  /** A look at the document as it is in the log, and how far that goes. */
  read<T>(look: (doc: Y.Doc) => T): Promise<T>
  readAt<T>(look: (doc: Y.Doc) => T): Promise<{ seen: T; seq: number }>
  /** Waits until everything submitted is on the disk and acknowledged, or could not be put there. */
  flushed(): Promise<void>
  busy(): boolean
  /** Edits are in memory which the database refused. */
  troubled(): boolean
  close(): void
  members: ReadonlySet<Member>
}

export type RoomOptions = {
  name: string
  /** What edits call the document on the wire. */
  number?: number
  definition: DocumentDefinition
  stored: StoredDocument
  log: UpdateLog
  now(): number
  /** The next turn of the event loop, shared by all rooms. */
  turn?: () => Promise<void>
  /** Called after each commit, with the bytes that it added to the log. */
  onCommit(bytes: number): void
  /** The last member left. */
  onEmpty(): void
  /** The document in memory is no longer what is stored: throw this room away. */
  onBroken(): void
  /** Milliseconds before the database is tried again after it refused. */
  retryAfter?: number
}

type Submitted = MemberEdit & { acknowledge: (answer: UpdateAnswer) => void }

const nothing = () => undefined

/**
 * One open document. Each update is checked, applied, logged and committed; then the others see it; and once the disk has
 * it, its sender hears that it is saved. What arrives in one turn of the event loop shares a transaction, and under load
 * what arrives in a moment.
 */
export function openRoom(options: RoomOptions): Room {
  const { name, number = 0, definition, stored, log, now, turn = openTurns() } = options
  const { doc } = stored
  const members = new Set<Member>()
  const answers = openJoinAnswers(doc)
  const readers = openReaders(doc)
  const pace = openPace()
  const door = openDoor(stored, definition)
  let { seq } = stored
  let queue: Submitted[] = []
  /** What the database refused: applied, in memory, unacknowledged. Goes first at the next try. */
  let unsaved: LoggedUpdate[] = []
  let flushing: Promise<void> | null = null
  let acknowledging: Promise<void> = Promise.resolve()
  let retry: NodeJS.Timeout | undefined

  function take(member: Member, update: Uint8Array): Promise<UpdateAnswer> {
    const row = { update, actor: member.personId, at: now() }
    answers.changed()
    if (!door.apply(row)) {
      options.onBroken()
      return Promise.resolve({ ok: false, reason: 'malformed' })
    }
    return new Promise((acknowledge) => {
      queue.push({ member, row, acknowledge })
      start()
    })
  }

  async function flush() {
    for (let first = true; first || queue.length + readers.count() + unsaved.length > 0; first = false) {
      const wait = pace.wait(performance.now())
      if (wait > 0) await new Promise((passed) => setTimeout(passed, wait))
      else await turn()
      const batch = queue
      const looked = readers.look()
      queue = []
      const rows = [...unsaved, ...batch.map((one) => one.row)]
      try {
        if (rows.length > 0) seq = await log.append(name, rows)
      } catch {
        postpone(batch, rows)
        looked.elsewhere(() => log.load(name))
        return
      }
      if (rows.length > 0) {
        pace.flushed(performance.now())
        tellOthers(members, number, batch, unsaved)
        // After it, so that the disk takes no processor from the telling.
        acknowledge(batch, seq)
        unsaved = []
        options.onCommit(rows.reduce((sum, { update }) => sum + update.length, 0))
      }
      looked.answer(seq)
    }
  }

  /** "Saved" waits for the disk: beside what goes on, and one sync serves all that wait for it. */
  function acknowledge(batch: Submitted[], at: number) {
    const answer = (given: UpdateAnswer) => {
      for (const one of batch) one.acknowledge(given)
    }
    const saved = log.synced().then(
      () => answer({ ok: true, seq: at }),
      // Others have seen it, and it is in the log; its sender sends it again until the disk has it.
      () => answer({ ok: false, reason: 'notSaved' }),
    )
    acknowledging = Promise.all([acknowledging, saved]).then(() => undefined)
  }

  /** The database refused: edits stay in memory, unacknowledged and unseen, and are tried again. */
  function postpone(batch: Submitted[], rows: LoggedUpdate[]) {
    unsaved = mergeByActor(rows)
    for (const one of batch) one.acknowledge({ ok: false, reason: 'notSaved' })
    clearTimeout(retry)
    retry = setTimeout(start, options.retryAfter ?? 1000)
  }

  function start() {
    flushing ??= flush()
      // Nobody waits for this promise: trouble that flies out of it would end the process.
      .catch(options.onBroken)
      .finally(() => {
        flushing = null
        if (queue.length + readers.count() > 0) start()
      })
  }

  async function readAt<T>(look: (doc: Y.Doc) => T): Promise<{ seen: T; seq: number }> {
    if (unsaved.length > 0) {
      const disk = await log.load(name)
      return { seen: look(disk.doc), seq: disk.seq }
    }
    return flushing ? readers.add(look) : { seen: look(doc), seq }
  }

  return {
    members,
    readAt,
    read: async (look) => (await readAt(look)).seen,
    async join(member, stateVector, known = null) {
      const here = (seen: Y.Doc) => (seen === doc ? answers : openJoinAnswers(seen)).to(stateVector)
      const state = !flushing && unsaved.length === 0 && known === seq ? answers.toKnowing() : (await readAt(here)).seen
      // Before the next commit, which takes at least one more turn: the member misses nothing.
      members.add(member)
      return state
    },
    leave(member) {
      if (members.delete(member) && members.size === 0) options.onEmpty()
    },
    submit(member, update) {
      const reason = !members.has(member) ? 'notJoined' : !member.mayEdit ? 'readOnly' : door.refusal(update)
      return reason ? Promise.resolve({ ok: false, reason }) : take(member, update)
    },
    edit(actor, change) {
      const update = updateMadeBy(change, doc)
      // Nothing to do is done.
      if (!update) return Promise.resolve({ ok: true, seq })
      const reason = door.refusal(update, limits.documentBytes)
      const nobody: Member = { personId: actor, mayEdit: true, send: nothing, tell: nothing, cut: nothing }
      return reason ? Promise.resolve({ ok: false, reason }) : take(nobody, update)
    },
    async flushed() {
      while (flushing) await flushing
      await acknowledging
    },
    busy: () => flushing !== null,
    troubled: () => unsaved.length > 0,
    close() {
      clearTimeout(retry)
    },
  }
}
