import type { messages } from '#app/live/contract.ts'
import type { Case } from './world.ts'

/** Everybody who can stand at a door. */
export const actors = [
  'nobody',
  'member',
  'coPlanner',
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
const only = (...allowed: Actor[]): Outcomes => ({
  ...all(403),
  nobody: 'signIn',
  ...Object.fromEntries(allowed.map((actor) => [actor, 'ok'])),
})
const signedIn: Outcomes = { ...all('ok'), nobody: 'signIn' }
const conveners: Actor[] = ['liaison', 'otherLiaison', 'coordinator']

const page = (route: string, path: string): Row => ({ route: `routes/${route}`, path: () => path, get: all('ok') })
const ofEvent = (route: string, rest: string) => ({
  route: `routes/events.$eventId${route}`,
  path: ({ eventId }: Case) => `/events/${eventId}${rest}`,
})

/** The authorisation matrix: who gets what at each door (SEC-2). A route without a row fails the test. */
export const rows: Row[] = [
  page('_index', '/'),
  page('calendar', '/calendar'),
  page('calendar_.subscribe', '/calendar/subscribe'),
  page('accessibility', '/accessibility'),
  page('privacy', '/privacy'),
  page('contact', '/contact'),
  page('sitemap[.]xml', '/sitemap.xml'),
  { ...page('$', '/no/such/page'), get: all(404) },

  {
    ...page('sign-in', '/sign-in'),
    posts: { form: { fields: () => ({ email: 'somebody@posti.example' }), outcomes: all('ok') } },
  },

  { ...page('events._index', '/events'), get: signedIn },
  {
    ...page('events.new', '/events/new'),
    get: only(...conveners),
    posts: { form: { outcomes: only(...conveners) } },
  },

  { ...ofEvent('', ''), get: all('ok') },
  { ...ofEvent('._index', ''), get: all('ok') },
]

/** A message of the live wire and who gets what. `none`: it carries no right, only what was joined before. */
export type LiveOutcome = 'ok' | 'refused' | 'noSocket'
type LiveOutcomes = Record<Actor, LiveOutcome>
const planners: LiveOutcomes = {
  nobody: 'noSocket',
  member: 'refused',
  coPlanner: 'ok',
  liaison: 'ok',
  otherLiaison: 'refused',
  coordinator: 'refused',
  administrator: 'refused',
}
const readers: LiveOutcomes = { ...planners, administrator: 'ok' }

export const liveRows: Record<keyof typeof messages, LiveOutcomes | 'no right of its own'> = {
  join: readers,
  update: planners,
  watch: readers,
  presence: 'no right of its own',
  leave: 'no right of its own',
  unwatch: 'no right of its own',
}
