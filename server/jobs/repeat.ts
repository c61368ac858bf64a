import type { Closable } from '../services.ts'

/** What happens by the clock: one piece of work, done to the end before it is begun again. */
export interface Job {
  /** Milliseconds between the end of one run and the start of the next. */
  every: number
  /** Does what is due. Looks at `stopping` between steps and ends soon when it is aborted. */
  run(stopping: AbortSignal): Promise<void>
}

export interface Repeated extends Closable {
  /** Runs now; while it runs, once more right after. */
  wake(): void
}

/** Runs a job again and again, never twice at a time. Closing waits for the run that goes on. */
export function repeat(job: Job, report: (error: unknown) => void): Repeated {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  let again = false
  let timer: NodeJS.Timeout | undefined

  function turn() {
    clearTimeout(timer)
    if (stopping.signal.aborted) return
    if (running) {
      again = true
      return
    }
    running = job
      .run(stopping.signal)
      .catch(report)
      .then(() => {
        running = null
        if (stopping.signal.aborted) return
        if (again) {
          again = false
          turn()
        } else timer = setTimeout(turn, job.every)
      })
  }

  turn()
  return {
    wake: turn,
    async close() {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
