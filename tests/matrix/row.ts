import type { Case } from './world.ts'

/**
 * Everybody who can stand at a door. `liaison`: of the event's organiser; `coConvener`: beside them, of this event;
 * `coOrganiser`: the liaison person of a municipality that stands behind the event too.
 */
export const actors = [
  'nobody',
  'member',
  'coPlanner',
  'reader',
  'liaison',
  'coConvener',
  'coOrganiser',
  'otherLiaison',
  'coordinator',
  'administrator',
] as const
export type Actor = (typeof actors)[number]

/** `signIn`: sent to the sign-in page; `ok`: served, or a form taken in and judged; else the status. */
export type Outcome = 'ok' | 'signIn' | 403 | 404 | 405
export type Outcomes = Record<Actor, Outcome>

export type Row = {
  /** The route module. */
  route: string
  /** Tells rows of the same route apart. */
  name?: string
  path(here: Case): string
  /** Reading the page; without it the route only takes forms. */
  get?: Outcomes
  /** Sending each of its forms. */
  posts?: Record<string, { fields?: (here: Case) => Record<string, string>; outcomes: Outcomes }>
  /** Its form signs the sender out. */
  endsSession?: boolean
}

export const all = (outcome: Outcome): Outcomes =>
  Object.fromEntries(actors.map((actor) => [actor, outcome])) as Outcomes
/**
 * These get through; others who are signed in are refused, and nobody is asked to sign in. Whatever the liaison person of
 * the event's organiser may, a co-convener may.
 */
export const only = (...allowed: Actor[]): Outcomes => ({
  ...all(403),
  nobody: 'signIn',
  ...Object.fromEntries(allowed.map((actor) => [actor, 'ok'])),
  coConvener: allowed.includes('liaison') || allowed.includes('coConvener') ? 'ok' : 403,
})
/** The same, when what the address names is not there for those who get through. */
export const notThere = (outcomes: Outcomes): Outcomes =>
  Object.fromEntries(Object.entries(outcomes).map(([actor, got]) => [actor, got === 'ok' ? 404 : got])) as Outcomes
export const signedIn: Outcomes = { ...all('ok'), nobody: 'signIn' }
/** Those who convene for an organiser, whichever. */
export const conveners: Actor[] = ['liaison', 'coOrganiser', 'otherLiaison', 'coordinator']

export const page = (route: string, path: string): Row => ({
  route: `routes/${route}`,
  path: () => path,
  get: all('ok'),
})
export const ofEvent = (route: string, rest: string) => ({
  route: `routes/events.$eventId${route}`,
  path: ({ eventId }: Case) => `/events/${eventId}${rest}`,
})
