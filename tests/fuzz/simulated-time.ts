/** Time that passes only when it is told to, and chance that is drawn from the seed: so that a run can be repeated. */
export interface SimulatedTime {
  /** Lets so many milliseconds pass: what was to happen in them happens, in its order. */
  pass(milliseconds: number, afterEach: () => Promise<void>): Promise<void>
  /** Real time and real chance again. */
  giveBack(): void
}

type Timer = { at: number; order: number; run: () => void }

/** Takes timers, the clock and chance of the whole process. */
export function takeTime(below: (limit: number) => number): SimulatedTime {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    random: Math.random,
    now: performance.now,
  }
  const timers = new Set<Timer>()
  let now = 1_000_000
  let order = 0
  const later = (run: (...given: unknown[]) => void, wait = 0, ...given: unknown[]) => {
    const timer: Timer & { unref(): unknown; ref(): unknown } = {
      at: now + Math.max(1, wait),
      order: (order += 1),
      run: () => run(...given),
      unref: () => timer,
      ref: () => timer,
    }
    timers.add(timer)
    return timer
  }
  globalThis.setTimeout = later as unknown as typeof setTimeout
  globalThis.clearTimeout = (timer) => void timers.delete(timer as unknown as Timer)
  Math.random = () => below(2 ** 30) / 2 ** 30
  performance.now = () => now
  return {
    async pass(milliseconds, afterEach) {
      const end = now + milliseconds
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0]
        if (!due) break
        timers.delete(due)
        now = Math.max(now, due.at)
        due.run()
        await afterEach()
      }
      now = end
      await afterEach()
    },
    giveBack() {
      globalThis.setTimeout = real.setTimeout
      globalThis.clearTimeout = real.clearTimeout
      Math.random = real.random
      performance.now = real.now
    },
  }
}
