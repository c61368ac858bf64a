import type { ParseArgsConfig } from 'node:util'
import type { Database } from '#db/database.ts'
import type { Env } from '../env.ts'

type Say = (line: string) => void

/** What a command gets: its words and options as parsed, and what it works on. */
export type Asked = {
  words: string[]
  /** The value of an option; undefined when it was not given. */
  option(name: string): string | undefined
  say: Say
  now: number
}

type Described = {
  /** What stands after `kutsu`: the name, WORDS in capitals, [optional] in brackets. */
  usage: string
  /** One sentence for `kutsu help`. */
  summary: string
  /** More for `kutsu NAME --help`, one line each. */
  details?: string[]
  options?: NonNullable<ParseArgsConfig['options']>
  /** How many words come after the name, at least and at most. */
  words: [number, number]
}

/** A command either works on the opened database, or opens what it needs by itself. */
export type Command = Described &
  (
    | { opens: 'database'; run(asked: Asked & { db: Database; env: Env }): Promise<void> }
    | { opens: 'nothing'; run(asked: Asked & { variables: Record<string, string | undefined> }): Promise<void> }
  )

/** Trouble that the person at the command line can do something about; `message` says what. */
export class CommandTrouble extends Error {
  /** 1: it could not be done. 2: it was asked in a wrong way. */
  readonly exitCode: 1 | 2
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
