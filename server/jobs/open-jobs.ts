import type { Closable, Services } from '../services.ts'
import { deliverMail } from './deliver-mail.ts'
import { eraseGuests } from './erase-guests.ts'
import { eraseNeeds } from './erase-needs.ts'
import { readMailbox } from '../mailbox/read-mailbox.ts'
import { holdDraws } from './hold-draws.ts'
import { eraseRequests } from './erase-requests.ts'
import { holdEvents } from './hold-events.ts'
import { moveQueues } from './move-queues.ts'
import { repeat } from './repeat.ts'
import { sendChanges } from './send-changes.ts'
import { sendReminders } from './send-reminders.ts'
import { sendInvitations } from './send-invitations.ts'
import { sendSurveys } from './send-surveys.ts'

export interface Jobs extends Closable {
  /** Runs a job now instead of at its next turn. */
  wake(job: 'deliverMail' | 'sendInvitations' | 'moveQueues' | 'sendReminders' | 'sendChanges' | 'sendSurveys'): void
}

/** Starts what happens by the clock. Closing waits for the runs that go on, then lets the mail server go. */
export function openJobs(services: Services): Jobs {
  const report = (error: unknown) => services.context.report(error, '/jobs')
  const mail = deliverMail(services)
  const jobs = {
    deliverMail: repeat(mail, report),
    sendInvitations: repeat(sendInvitations(services), report),
    moveQueues: repeat(moveQueues(services), report),
    holdDraws: repeat(holdDraws(services), report),
    sendReminders: repeat(sendReminders(services), report),
    eraseGuests: repeat(eraseGuests(services), report),
    sendChanges: repeat(sendChanges(services), report),
    sendSurveys: repeat(sendSurveys(services), report),
    eraseNeeds: repeat(eraseNeeds(services), report),
    eraseRequests: repeat(eraseRequests(services), report),
    holdEvents: repeat(holdEvents(services), report),
    readMailbox: repeat(readMailbox(services), report),
  }
  return {
    wake: (job) => jobs[job].wake(),
    async close() {
      await Promise.all(Object.values(jobs).map((job) => job.close()))
      await mail.close()
    },
  }
}
