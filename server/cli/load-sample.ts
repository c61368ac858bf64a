import { eq } from 'drizzle-orm'
import path from 'node:path'
import type { Database } from '#db/database.ts'
import { recordChange } from '#app/features/audit/record-change.server.ts'
import { commandLine as actor } from '#app/features/audit/rules.ts'
import { auditRows } from '#app/features/audit/tables.server.ts'
import { createAudience } from '#app/features/audiences/create-audience.server.ts'
import { createOrganiser } from '#app/features/directory/create-organiser.server.ts'
import { importAssociations } from '#app/features/directory/import-associations.server.ts'
import { importBodies } from '#app/features/directory/import-bodies.server.ts'
import { importContacts } from '#app/features/directory/import-contacts.server.ts'
import { importFields } from '#app/features/directory/import-fields.server.ts'
import { createPerson } from '#app/features/people/create-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { importVenues } from '#app/features/venues/import-venues.server.ts'
import { projectRoot } from '../project-root.ts'
import { loadSampleEvents } from './load-sample-events.ts'
import { loadSampleInvitations } from './load-sample-invitations.ts'
import { loadSampleProposals } from './load-sample-proposals.ts'
import { readSample, type Sample } from './sample-files.ts'

export type SampleOptions = {
  db: Database
  /** The folder of the JSON files; the project's own when not given. */
  directory?: string
  /** The public address of the service, for the words of letters. */
  baseUrl: string
  now: number
  /** Told what is done, step by step. */
  say(line: string): void
}

const day = 86_400_000

/**
 * Loads the sample network of Central Finland through the product's own verbs: who convenes, the associations, the
 * places, the people, and events whose days are moved so that the first forum is 13–19 days ahead of `now`.
 * Does nothing when it has been loaded. When it broke off half way, it goes on where it was.
 * @throws when a file of the folder is missing or is not as it should be
 */
export async function loadSample(options: SampleOptions): Promise<{ loaded: boolean }> {
  const { db, now, say } = options
  if (await isLoaded(db)) {
    say('already there')
    return { loaded: false }
  }
  const sample = await readSample(options.directory ?? path.join(projectRoot, 'server/cli/sample'))
  // As if the network had been in use for a month.
  await loadDirectory(db, sample, now - 30 * day, say)
  await loadPeople(db, sample, now - 30 * day, say)
  await loadAudiences(db, sample, now - 20 * day)
  const eventIds = await loadSampleEvents(sample, options)
  const { invitations, countyInvitations } = sample
  for (const [given, sendingId] of [
    [invitations, 'samp1esending0000000'],
    [countyInvitations, 'samp1esending0000001'],
  ] as const) {
    const eventId = eventIds.get(given.event)
    if (eventId === undefined) throw new Error(`invitations.json names an unknown event: ${given.event}`)
    await loadSampleInvitations(given, { eventId, sendingId }, options)
  }
  await loadSampleProposals(sample, eventIds, options)
  await db.write(async (tx) =>
    recordChange(tx, { actor, verb: 'loadSample', subject: { kind: 'organisers', id: '*' }, changes: [], now }),
  )
  return { loaded: true }
}

/** The last thing that loading does is its audit row. */
async function isLoaded(db: Database): Promise<boolean> {
  return (await db.read.$count(auditRows, eq(auditRows.verb, 'loadSample'))) > 0
}

async function loadDirectory(db: Database, sample: Sample, now: number, say: SampleOptions['say']) {
  for (const organiser of sample.organisers) await createOrganiser(db, { ...organiser, actor, now })
  say(`${String(sample.organisers.length)} organisers`)
  await importFields(db, { rows: sample.fields, actor, now })
  await importAssociations(db, { rows: sample.associations, actor, now })
  say(`${String(sample.associations.length)} associations`)
  await importContacts(db, { rows: sample.contacts, actor, now })
  say(`${String(sample.contacts.length)} officials and elected officials`)
  await importBodies(db, { rows: sample.bodies, actor, now })
  say(`${String(sample.bodies.length)} councils and other bodies`)
  await importVenues(db, { rows: sample.venues, actor, now })
  say(`${String(sample.venues.length)} venues`)
}

/** One that was loaded before it broke off is there already. */
async function loadAudiences(db: Database, sample: Sample, now: number) {
  for (const audience of sample.audiences) await createAudience(db, { ...audience, actor, now })
}

async function loadPeople(db: Database, sample: Sample, now: number, say: SampleOptions['say']) {
  for (const { roles, title, ...person } of sample.people) {
    const { personId } = await createPerson(db, { ...person, ...(title && { title }), actor, now })
    for (const role of roles) await grantRole(db, { personId, ...role, actor, now })
  }
  say(`${String(sample.people.length)} people`)
}
