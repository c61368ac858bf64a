import type { Replacement } from '#tests/support/build-variant.ts'

/** The server that says "saved" before the commit: what every test of that promise must notice. */
export const acknowledgeFirst: Replacement[] = [
  {
    file: 'server/live/room.ts',
    from: 'if (rows.length > 0) seq = await log.append(name, rows)',
    to: 'for (const one of batch) one.acknowledge({ ok: true, seq })\n        if (rows.length > 0) seq = await log.append(name, rows)',
  },
]
