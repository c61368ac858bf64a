/** Pages behind a personal address: what follows in the path is a key. Routes are matched whatever the case. */
const tokenPages = new Set(['rsvp', 'rsvp-test', 'sign-in', 'register', 'topics'])

/** Does the path carry a personal address, however its first part is written (`/RSVP/…`, `/%72svp/…`)? */
export function isTokenPath(path: string): boolean {
  const [, first = '', rest = ''] = path.split('/', 3)
  return rest !== '' && tokenPages.has(decoded(first).toLowerCase())
}

/** The path without the personal address in it and without its query: for logs (SEC-8, GDPR-5). */
export function maskPath(path: string): string {
  const [bare = ''] = path.split(/[?#]/, 1)
  return isTokenPath(bare) ? `/${bare.split('/', 2)[1] ?? ''}/…` : bare
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // Not an encoding at all: it names no page of ours.
    return part
  }
}
