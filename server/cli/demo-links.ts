import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '#db/database.ts'
import { commandLine } from '#app/features/audit/rules.ts'
import { events } from '#app/features/events/tables.server.ts'
import { invitations } from '#app/features/invitations/tables.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import { people, roles } from '#app/features/people/tables.server.ts'
import type { RoleName } from '#app/features/people/rules.ts'

/** How long a demo's sign-in links can be used: a working day, so that nobody has to hurry. */
const demoLifetime = 12 * 3_600_000

export type DemoLink = { label: string; address: string }

/** The ways into the demo: three that sign in, made anew, each good once; and one invitee's own answer page. */
export async function demoLinks(
  db: Database,
  service: { baseUrl: string; secret: string; now: number },
): Promise<DemoLink[]> {
  const links: DemoLink[] = []
  const add = async (label: string, linkId: string) => {
    links.push({ label, address: await linkAddress(db.read, { ...service, linkId }) })
  }
  for (const [role, label] of signIns) {
    const person = await firstWith(db, role)
    if (!person) continue
    const wish = { personId: person.id, lifetime: demoLifetime, actor: commandLine, now: service.now }
    await add(`Sign in as ${label}, ${person.name}`, (await issueSignIn(db, wish)).linkId)
  }
  const invitee = await firstUnanswered(db)
  if (invitee?.linkId) await add(`Answer an invitation as ${invitee.name}`, invitee.linkId)
  return links
}

const signIns: [RoleName, string][] = [
  ['liaison', 'the liaison person of Laukaa'],
  ['coPlanner', 'a co-planner of an association'],
  ['coordinator', 'the county coordinator'],
]

async function firstWith(db: Database, role: RoleName) {
  const [found] = await db.read
    .select({ id: people.id, name: people.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(and(eq(roles.role, role), eq(people.active, true)))
    .orderBy(asc(roles.createdAt), asc(people.name))
    .limit(1)
  return found
}

async function firstUnanswered(db: Database) {
  const [found] = await db.read
    .select({ linkId: invitations.linkId, name: invitations.name })
    .from(invitations)
    .innerJoin(events, eq(events.id, invitations.eventId))
    .where(
      and(
        eq(events.state, 'published'),
        eq(invitations.answer, 'none'),
        eq(invitations.recipientKind, 'association'),
        isNotNull(invitations.linkId),
      ),
    )
    .orderBy(asc(events.startsAt), asc(invitations.name))
    .limit(1)
  return found
}
