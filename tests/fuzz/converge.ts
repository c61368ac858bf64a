import type { Database } from '#db/database.ts'
import { crc32 } from '#server/live/checksum.ts'
import { chance, openTrial, type Outcome } from '#tests/chaos/trial.ts'
import { makeEvent } from '#tests/support/makers.ts'
import { afternoon } from './afternoon.ts'
import { plainMove, type Move } from './simulated-people.ts'
import { withDatabase } from './stand-in.ts'

/** Seeded afternoons of people who edit one agenda over bad connections (REL-6). `--seed S --seeds 1` repeats one. */
export const trial = openTrial({ seeds: 500, seed: 1, steps: 250 }, ({ seeds, seed, steps }) =>
  withDatabase((db) => converge(db, { seeds, seed, steps })),
)

export async function converge(
  db: Database,
  { seeds, seed, steps, move = plainMove }: { seeds: number; seed: number; steps: number; move?: Move },
): Promise<Outcome> {
  const counts = new Map<string, number>()
  const broken: string[] = []
  const ends: string[] = []
  for (let at = seed; at < seed + seeds; at += 1) {
    const event = await makeEvent(db, { state: 'draft' })
    const { events, differences, end } = await afternoon(db, event.id, chance(at), { steps, move })
    for (const [what, count] of events) counts.set(what, (counts.get(what) ?? 0) + count)
    ends.push(end)
    if (differences.length > 0)
      broken.push(
        `seed ${String(at)} (--seeds 1 --seed ${String(at)} --steps ${String(steps)}): ${differences.join(', ')}`,
      )
  }
  return {
    figures: [
      ['seeds', `${String(seeds)}, from ${String(seed)} on`],
      ['seeds that did not end equal', String(broken.length)],
      // The same seeds end the same each time.
      ['checksum of the ends', crc32(Buffer.from(ends.join('\n'))).toString(16)],
      ...[...counts].map(([what, count]): [string, string] => [what, String(count)]),
    ],
    broken: broken.slice(0, 5),
  }
}
