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
    serializers: { err: (error: Error) => ({ type: error.name, message: firstLine(error.message), stack: error.stack }) },
    redact: { paths: ['*.email', '*.token', '*.cookie', '*.recipient'], censor: '…' },
  })
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/[^\s@]+@[^\s@]+/g, '…@…') ?? ''
}
