import { pino, type Logger } from 'pino'

/** Path segments that are secrets: personal addresses never reach a log (SEC-8, GDPR-5). */
export function maskPath(path: string): string {
  return path.replace(/^\/(rsvp|sign-in)\/[^/?]+/, '/$1/…').replace(/\?.*$/, '')
}

/** Structured logs without personal data: what happened and how it went, never who. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // An error's message may quote what a person typed; its type and place are enough to find it.
    serializers: { err: describe },
    redact: { paths: ['*.email', '*.token', '*.cookie', '*.recipient'], censor: '…' },
  })
}

/** Anything can be thrown: only an Error tells more than what it is. */
function describe(thrown: unknown): { type: string; message?: string; stack?: string } {
  if (!(thrown instanceof Error)) return { type: typeof thrown }
  return { type: thrown.name, message: firstLine(thrown.message), ...(thrown.stack && { stack: thrown.stack }) }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/[^\s@]+@[^\s@]+/g, '…@…') ?? ''
}
