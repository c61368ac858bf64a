/**
 * One connected tab as the measurements see it, the same for every server: it sends updates, hears others' updates, and
 * counts bytes where they come off the socket.
 */
export interface Tab {
  send(update: Uint8Array): void
  /** Bytes that came over the socket so far. */
  received(): number
  close(): void
}

export type TabOptions = {
  port: number
  /** One of the documents that the server was asked for. */
  document: string
  /** Which of the people. */
  person: number
  /** Others' edits: Yjs V1. Also the state of the document, when it comes by itself. */
  onUpdate(update: Uint8Array): void
  /** Ours alone says when an edit is on the disk. */
  onSaved?(): void
  /** How far the state goes that the page carried: ours alone can use it. */
  known?: { update: Uint8Array; seq: number } | null
}

/** A server to measure, started in a process of its own. */
export interface Contestant {
  name: string
  start(folder: string, people: number, documents: number): Promise<Running>
}

export interface Running {
  pid(): number
  port: number
  documents: string[]
  /** Comes back when the tab is in the document and has its state. */
  open(options: Omit<TabOptions, 'port'>): Promise<Tab>
  /** What the page of a document carries; null where pages carry nothing. */
  carried(document: string): Promise<{ update: Uint8Array; seq: number } | null>
  kill(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}
