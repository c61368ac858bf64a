import { flag, id, index, instant, oneOf, optional, references, table, text, unique } from '#db/columns.ts'
import { languages } from '#app/lib/languages.ts'
import { roleNames } from './rules.ts'

/** Accounts: those who convene, plan together or run the service. Invitees need none. */
export const people = table(
  'people',
  {
    id: id(),
    name: text('personal'),
    /** Lower case; one account an address. */
    email: text('personal'),
    language: oneOf(languages, 'personal'),
    /** Shown beside an event as its contact. */
    title: text('personal', optional),
    active: flag('none'),
    createdAt: instant('none'),
  },
  (t) => [unique(t.email)],
)

/** What a person may do, and where. The scope is an organiser, event or association id, or `*`. */
export const roles = table(
  'roles',
  {
    id: id(),
    personId: references(() => people.id, 'personal'),
    role: oneOf(roleNames, 'personal'),
    /** No foreign key: it points into areas that come later than this one. */
    scopeId: text('none'),
    associationId: text('none', optional),
    createdAt: instant('none'),
  },
  (t) => [unique(t.personId, t.role, t.scopeId), index(t.role, t.scopeId)],
)

/** Signed-in sessions. The id is the SHA-256 of what the cookie holds (SEC-8). */
export const sessions = table(
  'sessions',
  {
    id: id(),
    personId: references(() => people.id, 'personal'),
    createdAt: instant('none'),
    expiresAt: instant('none'),
  },
  (t) => [index(t.personId)],
)

/** Asked-for sign-ins: one link each, valid once. */
export const signIns = table(
  'sign_ins',
  {
    id: id(),
    personId: references(() => people.id, 'personal'),
    linkId: text('none'),
    createdAt: instant('none'),
    usedAt: instant('none', optional),
  },
  (t) => [unique(t.linkId), index(t.personId)],
)
