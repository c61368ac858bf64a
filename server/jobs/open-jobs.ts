import type { Closable, Services } from '../services.ts'

export interface Jobs extends Closable {
  wake(job: 'deliverMail' | 'sendInvitations'): void
}

/** Starts what happens by the clock. */
export function openJobs(_services: Services): Jobs {
  return { wake() {}, close: () => Promise.resolve() }
}
