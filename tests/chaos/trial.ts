import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'

/** What was measured, a line each, and which promises did not hold, in words. */
export type Outcome = { figures: [what: string, figure: string][]; broken: string[] }

export type Trial = (words: string[]) => Promise<Outcome>

/** A trial whose settings are numbers: `--rounds 200`. */
export function openTrial<S extends Record<string, number>>(
  defaults: S,
  run: (settings: S) => Promise<Outcome>,
): Trial {
  return (words) => {
    const names = Object.keys(defaults)
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
    const given = Object.entries(parseArgs({ args: words, options }).values)
    const numbers = Object.fromEntries(given.map(([name, value]) => [name, Number(value)]))
    const wrong = Object.entries(numbers).find(([, value]) => !Number.isInteger(value) || value < 0)
    if (wrong) throw new Error(`--${wrong[0]} is not a number`)
    return run({ ...defaults, ...numbers })
  }
}

/** Looks again and again until it holds; false when patience ends first. */
export async function eventually(holds: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const patience = performance.now() + seconds * 1000; ;) {
    if (await holds()) return true
    if (performance.now() > patience) return false
    await pause(10)
  }
}

/** A small seeded generator (mulberry32): the same seed makes the same plan. */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** The value below which so much of them lies; 0 of none. */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
