import type { Doc } from 'yjs'
import type { Database } from '#db/database.ts'
import type { Person } from '#app/features/people/rules.ts'
import type { Language } from '#app/lib/languages.ts'
import type { UpdateRefusal } from '#app/live/contract.ts'

/** What the server hands to every loader and action. Everything alive is made in `server/index.ts`. */
export interface AppContext {
  db: Database
  /** Who is signed in, or null. */
  person: Person | null
  /** The language of this request: `?lang=`, else the cookie, else the person's, else what the browser asks for. */
  language: Language
  /** Epoch milliseconds. */
  now(): number
  /** The public address of the service, from configuration only, without a slash at the end. */
  baseUrl: string
  /** Makes the tokens of personal addresses. */
  secret: string
  /** Where the request came from, for rate limits: never from a header that a client can set. */
  clientAddress: string
  /** The nonce of this response's content security policy. */
  nonce: string
  /** Tells open pages that what `topic` names has changed; they run their loaders again. Call after the commit. */
  announce(topic: string): void
  /** Runs a job now instead of at its next turn. Call after the commit. */
  wake(job: 'deliverMail' | 'sendInvitations' | 'moveQueues' | 'sendReminders' | 'sendChanges' | 'sendSurveys'): void
  /** Is there a mail server? Without one letters wait in the outbox. */
  deliversMail: boolean
  /** Documents that are edited together. */
  live: {
    /** The document's state for the page that opens it (how far it goes, and a Yjs V2 update in base64); null: it is empty. */
    state(name: string): Promise<string | null>
    /** Writes what is still in memory to the log and to the rows; call before reading those rows to publish them. */
    settle(name: string): Promise<void>
    /**
     * Changes the document in somebody's name (a person's id): for forms without script, taking in, restoring. `change`
     * works on a copy and must not keep it. Comes back when the change is on the disk, and open tabs have it.
     */
    edit(
      name: string,
      change: (doc: Doc) => void,
      actor: string,
    ): Promise<{ ok: true } | { ok: false; reason: UpdateRefusal }>
    /** Forgets a document for good: whoever has it open is shown out, its log and snapshot go. Call after the commit. */
    forget(name: string): Promise<void>
  }
  /** Logs unexpected trouble, once. Tokens in the path are masked. */
  report(error: unknown, path: string): void
  /** Finished files by what they are made of; what was asked for last is kept. */
  rendered: { get(key: string): Buffer | undefined; set(key: string, bytes: Buffer): void }
  /** Limits how often a client may do a thing; true when this time is one too many. */
  tooOften(limit: 'signIn' | 'answer' | 'register' | 'message' | 'search', key: string): Promise<boolean>
}

declare module '@remix-run/node' {
  // Remix types `context` of loaders and actions by this interface.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface AppLoadContext extends AppContext {}
}
