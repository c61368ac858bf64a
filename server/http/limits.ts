import { RateLimiterMemory } from 'rate-limiter-flexible'

/** How often one client (or one address) may do a thing: points in a window of seconds (SEC-12). */
const limits = {
  signIn: { points: 10, duration: 15 * 60 },
  answer: { points: 60, duration: 60 },
  /** A library's computer or a hall's network is one client, and many people. */
  register: { points: 30, duration: 15 * 60 },
  message: { points: 5, duration: 60 * 60 },
  search: { points: 120, duration: 60 },
} as const

export type Limit = keyof typeof limits

/** Counts in memory: one process serves, and a restart forgives. */
export function openLimits() {
  const counters = Object.fromEntries(
    Object.entries(limits).map(([name, options]) => [name, new RateLimiterMemory(options)]),
  ) as Record<Limit, RateLimiterMemory>
  return {
    /** True when this time is one too many. */
    async tooOften(limit: Limit, key: string): Promise<boolean> {
      return counters[limit].consume(key).then(
        () => false,
        () => true,
      )
    },
  }
}
