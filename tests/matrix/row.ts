import type { Case } from './world.ts'

/** Everybody who can stand at a door. */
export const actors = [
  'nobody',
  'member',
  'coPlanner',
  'reader',
  'liaison',
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
/** These get through; others who are signed in are refused, and nobody is asked to sign in. */
export const only = (...allowed: Actor[]): Outcomes => ({
  ...all(403),
  nobody: 'signIn',
  ...Object.fromEntries(allowed.map((actor) => [actor, 'ok'])),
})
export const signedIn: Outcomes = { ...all('ok'), nobody: 'signIn' }
export const conveners: Actor[] = ['liaison', 'otherLiaison', 'coordinator']

export const page = (route: string, path: string): Row => ({
  route: `routes/${route}`,
  path: () => path,
  get: all('ok'),
})
export const ofEvent = (route: string, rest: string) => ({
  route: `routes/events.$eventId${route}`,
  path: ({ eventId }: Case) => `/events/${eventId}${rest}`,
})
