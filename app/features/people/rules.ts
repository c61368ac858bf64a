import type { Language } from '#app/lib/languages.ts'

export const roleNames = [
  'administrator',
  'coordinator',
  'liaison',
  'coConvener',
  'coPlanner',
  'reader',
  'member',
] as const
export type RoleName = (typeof roleNames)[number]

/**
 * - administrator: runs the service; no scope
 * - coordinator: the county's counterpart; scope is the county's organiser id
 * - liaison: convenes; scope is an organiser id
 * - coConvener: convenes one event beside its convener, with the same rights; scope is the event id
 * - coPlanner: plans one event's agenda; scope is the event id, `associationId` whom they plan for
 * - reader: reads one event's draft agenda and changes nothing; scope and `associationId` as above
 * - member: acts for an association; scope is the association id
 */
export type Role = { role: RoleName; scopeId: string; associationId: string | null }

/** The scope of a role that has none. */
export const everywhere = '*'

/** A signed-in person, as guards, routes and sockets see one. */
export type Person = {
  id: string
  name: string
  email: string
  language: Language
  roles: Role[]
  sessionId: string
}

/** The event that a permission is asked about: all that rights come from, so that no page can forget a part of it. */
export type Scope = { eventId: string; organiserId: string; coOrganiserIds: string[]; published: boolean }

/** What the table reads of a person. */
type Holder = Pick<Person, 'roles'>
type Standing = (person: Holder | null, scope: Scope | null) => boolean

const anyone: Standing = () => true
const signedIn: Standing = (person) => person !== null
const administrator: Standing = (person) => has(person, 'administrator', everywhere)
/** Convenes for this organiser: its liaison person, or the county's coordinator for the county's own. */
const actsFor = (person: Holder | null, organiserId: string) =>
  has(person, 'liaison', organiserId) || has(person, 'coordinator', organiserId)
/** Convenes for the organiser in question, or this one event beside its convener. */
const convener: Standing = (person, scope) =>
  scope !== null && (actsFor(person, scope.organiserId) || has(person, 'coConvener', scope.eventId))
/** Convenes for an organiser that stands behind the event together with the main one. */
const coOrganiser: Standing = (person, scope) => scope?.coOrganiserIds.some((id) => actsFor(person, id)) ?? false
const anyConvener: Standing = (person) =>
  person?.roles.some((role) => role.role === 'liaison' || role.role === 'coordinator') ?? false
const coPlanner: Standing = (person, scope) => has(person, 'coPlanner', scope?.eventId)
const reader: Standing = (person, scope) => has(person, 'reader', scope?.eventId)
const published: Standing = (_person, scope) => scope?.published === true
/** Somebody of any association, once the event is public: a draft is for those who plan it. */
const memberOncePublished: Standing = (person, scope) =>
  scope?.published === true && (person?.roles.some(({ role }) => role === 'member') ?? false)
/** The convener decides on proposals and so puts no weight behind any, whatever else they are a member of. */
const supporter: Standing = (person, scope) =>
  !convener(person, scope) && (coPlanner(person, scope) || memberOncePublished(person, scope))

/**
 * The authorisation table: who may do what. Pages and sockets ask here and nowhere else (SEC-2).
 * An administrator runs the service and does not convene: reads events, changes none.
 */
const table = {
  readPublic: [anyone],
  answerByLink: [anyone],
  signOut: [signedIn],
  seeHome: [signedIn],
  readEvent: [published, administrator, convener, coOrganiser, coPlanner, reader],
  createEvent: [anyConvener],
  editEvent: [convener],
  seeAgendaDraft: [administrator, convener, coOrganiser, coPlanner, reader],
  planAgenda: [convener, coOrganiser, coPlanner],
  publishAgenda: [convener],
  lockAgenda: [convener],
  runEvent: [convener, coOrganiser, coPlanner],
  keepDoor: [convener, coPlanner],
  nameCoPlanners: [convener],
  nameOrganisers: [convener],
  seeProposals: [administrator, convener, coOrganiser, coPlanner, reader, memberOncePublished],
  proposeTopic: [convener, coPlanner, memberOncePublished],
  commentOnTopic: [convener, coPlanner, memberOncePublished],
  supportTopic: [supporter],
  decideProposals: [convener],
  seeAnswers: [convener],
  /** The answers of their own municipality's people, and everybody's in numbers. */
  seeShare: [coOrganiser],
  invite: [convener],
  administer: [administrator],
} satisfies Record<string, Standing[]>

export type Permission = keyof typeof table

/** May this person (null: nobody signed in) do this, here? */
export function allows(person: Holder | null, permission: Permission, scope: Scope | null = null): boolean {
  return table[permission].some((standing) => standing(person, scope))
}

/** The organisers that a person convenes for. */
export function convenesFor(person: Person): string[] {
  return person.roles.flatMap((role) => (role.role === 'liaison' || role.role === 'coordinator' ? [role.scopeId] : []))
}

function has(person: Holder | null, role: RoleName, scopeId: string | undefined): boolean {
  return scopeId !== undefined && (person?.roles.some((r) => r.role === role && r.scopeId === scopeId) ?? false)
}

const minute = 60_000
const hour = 60 * minute
/** A signed-in session ends after this long without use (it is renewed at half time), in milliseconds (SEC-10). */
export const idleLifetime = 12 * hour
/** A signed-in session ends after this long, however busy it is. */
export const absoluteLifetime = 14 * 24 * hour
/** How long a sign-in link can be used, once. */
export const signInLifetime = 15 * minute
/** How many sign-in letters an address gets in `signInLifetime`. */
export const signInLetters = 3

/** An address as accounts are known by it. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase()
}

/**
 * Where to go after signing in, if that is a page of ours, as a browser would write it; else null. One slash and then no
 * second one, also after the dots are gone (`/.//host`): `//host` and `/\host` lead elsewhere, and browsers drop tabs and
 * line breaks inside an address (SEC-17). Other letters are encoded: a header cannot carry them.
 */
export function samePagePath(next: string | null | undefined): string | null {
  if (!next?.startsWith('/') || next.length > 500) return null
  // eslint-disable-next-line no-control-regex
  if (/^\/[/\\]|[\u0000-\u0020\u007f\\]/.test(next) || !URL.canParse(next, nowhere)) return null
  const { origin, pathname, search, hash } = new URL(next, nowhere)
  return origin === nowhere && !pathname.startsWith('//') ? pathname + search + hash : null
}

const nowhere = 'https://kutsu.invalid'
