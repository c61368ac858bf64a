import { pino, type Logger } from 'pino'

/** Structured logs without personal data: what happened and how it went, never who. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // An error's message may quote what a person typed: what stands in quotes, and addresses, are left out.
    serializers: { err: describe },
    redact: { paths: ['*.email', '*.token', '*.cookie', '*.recipient'], censor: '…' },
  })
}

/** Anything can be thrown: only an Error tells more than what it is. */
function describe(thrown: unknown): { type: string; message?: string; stack?: string[] } {
  if (!(thrown instanceof Error)) return { type: typeof thrown }
  return { type: thrown.name, message: firstLine(thrown.message), stack: places(thrown.stack ?? '') }
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n', 1)
  return line.replace(/[^\s@]+@[^\s@]+/g, '…@…').replace(/(["'`]).*\1/g, '$1…$1')
}

/** Where it happened. A stack begins with the whole message, which may quote what a person typed. */
function places(stack: string): string[] {
  return stack.split('\n').flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? [])
}
