import { useActionData, useLocation, type ClientActionFunctionArgs } from '@remix-run/react'
import { useEffect, useSyncExternalStore } from 'react'
import { keepForm } from './keep-form.tsx'

/*
 * A press on a live page whose answer stays. Remix forgets an action's answer when the page reads its facts again, as it
 * does at the very news of the press, and on a slow machine before the answer was ever drawn. The route has
 * `export { keepPress as clientAction }` and reads the answer by `useLastAnswer`; `UnsentNotice` tells of a lost connection.
 */

let last: { path: string; answer: unknown } | null = null
const listeners = new Set<() => void>()

function remember(now: typeof last) {
  last = now
  for (const changed of listeners) changed()
}

export async function keepPress(args: ClientActionFunctionArgs): Promise<unknown> {
  const answer = await keepForm(args)
  // What got no answer is a response: it changes nothing of the last one.
  if (!(answer instanceof Response)) remember({ path: new URL(args.request.url).pathname, answer })
  return answer
}

/** The answer to the last press on this page, until one leaves it. */
export function useLastAnswer<Action>() {
  const { pathname } = useLocation()
  const given = useActionData<Action>()
  const kept = useSyncExternalStore(
    hear,
    () => (last?.path === pathname ? last.answer : undefined),
    () => undefined,
  )
  useEffect(() => () => remember(null), [pathname])
  const unsent = typeof given === 'object' && given !== null && 'unsent' in given
  return (kept as typeof given) ?? (unsent ? undefined : given)
}

function hear(changed: () => void) {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
