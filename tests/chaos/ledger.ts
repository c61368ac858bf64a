import * as Y from 'yjs'
import { itemsOf, readItems } from '#app/features/agenda/live.ts'

const token = /\[\d+\]/g

/** Numbered tokens, each typed once by somebody, and what the typist was told of them. */
export interface Ledger {
  /** A token that was never typed before. */
  next(): string
  /** The server said that these are saved. */
  saved(tokens: string[]): void
  /** Those who typed them lost what was not saved: tab closed, storage wiped. */
  forgive(tokens: string[]): void
  acknowledged(): number
  /** What must be found by whoever looks from now on. `owed`: also what nobody was told is saved, but somebody keeps. */
  expect(which: 'acknowledged' | 'owed'): string[]
}

export type Judgement = { lost: string[]; doubled: string[]; garbled: string[] }

export function openLedger(): Ledger {
  const acknowledged = new Set<string>()
  const owed = new Set<string>()
  let number = 0
  return {
    next() {
      number += 1
      const typed = `[${String(number)}]`
      owed.add(typed)
      return typed
    },
    saved(tokens) {
      for (const one of tokens) {
        acknowledged.add(one)
        owed.add(one)
      }
    },
    forgive(tokens) {
      for (const one of tokens) if (!acknowledged.has(one)) owed.delete(one)
    },
    acknowledged: () => acknowledged.size,
    expect: (which) => [...(which === 'owed' ? owed : acknowledged)],
  }
}

/** Compares what is expected, noted before anybody looked, with what was found in the documents. */
export function judge(expected: string[], documents: Y.Doc[]): Judgement {
  const times = new Map<string, number>()
  const garbled: string[] = []
  for (const { title } of documents.flatMap(readItems)) {
    for (const one of title.match(token) ?? []) times.set(one, (times.get(one) ?? 0) + 1)
    const rest = title.replace(token, '')
    if (rest !== '') garbled.push(rest)
  }
  return {
    lost: expected.filter((one) => !times.has(one)),
    doubled: [...times].filter(([, count]) => count > 1).map(([one]) => one),
    garbled,
  }
}

/** The tokens that an update carries. */
export function tokensOf(update: Uint8Array): string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString
      ? (struct.content.str.match(token) ?? [])
      : [],
  )
}

/** All that a copy of an agenda says, to compare copies. */
export function contentOf(doc: Y.Doc): string {
  return JSON.stringify([readItems(doc), Object.keys(itemsOf(doc).toJSON()).sort()])
}
