import type { Replacement } from '#tests/support/build-variant.ts'

/** The server that says "saved" before the commit: what every test of that promise must notice. */
export const acknowledgeFirst: Replacement[] = [
  {
    file: 'server/live/room.ts',
    from: 'const seq = rows.length > 0 ? await log.append(name, rows) : 0\n        acknowledge(batch, seq)',
    to: 'acknowledge(batch, 0)\n        if (rows.length > 0) await log.append(name, rows)',
  },
]
