import * as Y from 'yjs'
import type { UpdateAnswer, UpdateRefusal } from '#app/live/contract.ts'
import { limits } from '#app/live/contract.ts'
import type { DocumentDefinition } from '#app/live/document-definition.ts'
import { gate } from './gate.ts'
import type { Author } from './gathered-edits.ts'
import type { LoggedUpdate, StoredDocument, UpdateLog } from './log.ts'

/** One tab that has the document open, as the room sees it. */
export interface Member {
  personId: string
  mayEdit: boolean
  /** Sends others' edits; they are on the disk. */
  send(update: Uint8Array): void
  /** Drops the connection, so that the tab comes back and starts from what is stored. */
  cut(): void
}

export interface Room {
  /** Lets the member in, with what it lacks and what the room has: only what is on the disk. */
  join(member: Member, stateVector: Uint8Array): Promise<{ update: Uint8Array; stateVector: Uint8Array }>
  leave(member: Member): void
  submit(member: Member, update: Uint8Array): Promise<UpdateAnswer>
  /** The server's own edit in somebody's name: checked, logged and told like one from a tab. */
  edit(actor: string, change: (doc: Y.Doc) => void): Promise<UpdateAnswer>
  /** A look at the document as it is on the disk. */
  read<T>(look: (doc: Y.Doc) => T): Promise<T>
  /** Waits until everything submitted is on the disk, or could not be put there. */
  flushed(): Promise<void>
  busy(): boolean
  /** Edits are in memory which the database refused. */
  troubled(): boolean
  close(): void
  members: ReadonlySet<Member>
}

export type RoomOptions = {
  name: string
  definition: DocumentDefinition
  stored: StoredDocument
  log: UpdateLog
  now(): number
  /** Called after each commit. */
  onCommit(): void
  /** The last member left. */
  onEmpty(): void
  /** The document in memory is no longer what is stored: throw this room away. */
  onBroken(): void
  /** Milliseconds before the database is tried again after it refused. */
  retryAfter?: number
}

type Submitted = { member: Member; row: LoggedUpdate; acknowledge: (answer: UpdateAnswer) => void }
/** Looks at the document when its batch is taken; the answer is given once that batch is on the disk. */
type Reader = { look: (doc: Y.Doc) => () => void; failed: (error: unknown) => void }

/**
 * One open document. Each update is checked, applied, logged and committed; only then do others see it and does its
 * sender hear that it is saved. What arrives in one turn of the event loop shares a transaction.
 */
export function openRoom(options: RoomOptions): Room {
  const { name, definition, stored, log, now } = options
  const { doc } = stored
  const members = new Set<Member>()
  let bytes = stored.bytes
  let queue: Submitted[] = []
  let readers: Reader[] = []
  /** What the database refused: applied, in memory, unacknowledged. Goes first at the next try. */
  let unsaved: LoggedUpdate[] = []
  let flushing: Promise<void> | null = null
  let retry: NodeJS.Timeout | undefined

  function refusal(update: Uint8Array, most?: number): UpdateRefusal | null {
    const reason = gate(doc, definition, update, most)
    if (reason) return reason
    if (bytes + update.length > limits.documentBytes) bytes = Y.encodeStateAsUpdate(doc).length
    return bytes + update.length > limits.documentBytes ? 'tooLarge' : null
  }

  function take(member: Member, update: Uint8Array): Promise<UpdateAnswer> {
    const row = { update, actor: member.personId, at: now() }
    if (!apply(row)) {
      options.onBroken()
      return Promise.resolve({ ok: false, reason: 'malformed' })
    }
    bytes += update.length
    return new Promise((acknowledge) => {
      queue.push({ member, row, acknowledge })
      start()
    })
  }

  /** Applies a checked update. False: Yjs stumbled or kept a part back, and the document in memory is not to be trusted. */
  function apply({ update, actor, at }: LoggedUpdate): boolean {
    try {
      Y.applyUpdate(doc, update, { actor, at } satisfies Author)
      return doc.store.pendingStructs === null && doc.store.pendingDs === null
    } catch {
      return false
    }
  }

  async function flush() {
    // What else arrives in this turn goes along.
    await new Promise((turn) => setImmediate(turn))
    while (queue.length > 0 || readers.length > 0 || unsaved.length > 0) {
      const batch = queue
      const looking = readers
      const answers = looking.flatMap((reader) => looked(reader, doc))
      queue = []
      readers = []
      const rows = [...unsaved, ...batch.map((one) => one.row)]
      try {
        const seq = rows.length > 0 ? await log.append(name, rows) : 0
        acknowledge(batch, seq)
      } catch {
        postpone(batch, rows)
        for (const { look, failed } of looking)
          log
            .load(name)
            .then((disk) => look(disk.doc)())
            .catch(failed)
        return
      }
      tellOthers(batch)
      for (const answer of answers) answer()
    }
  }

  function acknowledge(batch: Submitted[], seq: number) {
    for (const one of batch) one.acknowledge({ ok: true, seq })
  }

  function tellOthers(batch: Submitted[]) {
    if (batch.length + unsaved.length === 0) return
    const all = merge([...unsaved, ...batch.map((one) => one.row)])
    const senders = new Set(batch.map((one) => one.member))
    for (const member of members) {
      // A sender has its own edits already: no echo.
      if (unsaved.length > 0 || !senders.has(member)) member.send(all)
      else if (senders.size > 1) member.send(merge(batch.flatMap((one) => (one.member === member ? [] : [one.row]))))
    }
    unsaved = []
    options.onCommit()
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
        if (queue.length > 0 || readers.length > 0) start()
      })
  }

  function read<T>(look: (doc: Y.Doc) => T): Promise<T> {
    if (unsaved.length > 0) return log.load(name).then((disk) => look(disk.doc))
    if (!flushing) return Promise.resolve(look(doc))
    return new Promise((resolve, failed) => {
      const atTurn = (current: Y.Doc) => {
        const seen = look(current)
        return () => {
          resolve(seen)
        }
      }
      readers.push({ look: atTurn, failed })
    })
  }

  return {
    members,
    read,
    async join(member, stateVector) {
      const answer = await read((seen) => ({
        update: Y.encodeStateAsUpdate(seen, stateVector),
        stateVector: Y.encodeStateVector(seen),
      }))
      // Before the next commit, which takes at least one more turn: the member misses nothing.
      members.add(member)
      return answer
    },
    leave(member) {
      if (members.delete(member) && members.size === 0) options.onEmpty()
    },
    submit(member, update) {
      const reason = !members.has(member) ? 'notJoined' : !member.mayEdit ? 'readOnly' : refusal(update)
      return reason ? Promise.resolve({ ok: false, reason }) : take(member, update)
    },
    edit(actor, change) {
      const update = updateMadeBy(change, doc)
      // Nothing to do is done.
      if (!update) return Promise.resolve({ ok: true, seq: 0 })
      const reason = refusal(update, limits.documentBytes)
      const nobody: Member = { personId: actor, mayEdit: true, send: () => undefined, cut: () => undefined }
      return reason ? Promise.resolve({ ok: false, reason }) : take(nobody, update)
    },
    async flushed() {
      while (flushing) await flushing
    },
    busy: () => flushing !== null,
    troubled: () => unsaved.length > 0,
    close() {
      clearTimeout(retry)
    },
  }
}

/** What `change` does to a copy of the document, as one update; null when it does nothing. */
function updateMadeBy(change: (doc: Y.Doc) => void, doc: Y.Doc): Uint8Array | null {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const made: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => made.push(update))
  copy.transact(() => {
    change(copy)
  })
  copy.destroy()
  return made.length === 0 ? null : Y.mergeUpdates(made)
}

/** One reader's trouble is that reader's own: the batch goes on. */
function looked({ look, failed }: Reader, doc: Y.Doc): (() => void)[] {
  try {
    return [look(doc)]
  } catch (error) {
    failed(error)
    return []
  }
}

function merge(rows: LoggedUpdate[]): Uint8Array {
  const [first, ...rest] = rows.map((row) => row.update)
  return first && rest.length === 0 ? first : Y.mergeUpdates(rows.map((row) => row.update))
}

/** One row a person, so that a long outage does not fill the memory. */
function mergeByActor(rows: LoggedUpdate[]): LoggedUpdate[] {
  const byActor = new Map<string, LoggedUpdate[]>()
  for (const row of rows) byActor.set(row.actor, [...(byActor.get(row.actor) ?? []), row])
  return [...byActor.values()].flatMap((mine) => mine.slice(-1).map((last) => ({ ...last, update: merge(mine) })))
}
