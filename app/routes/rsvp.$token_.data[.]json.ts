import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownData } from '#app/features/own-data/queries.server.ts'
import { requireInvitation } from '#app/guards.server.ts'

/** The same as the page of own data, for a machine (GDPR article 20). Moments are in ISO 8601, UTC. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { invitation } = await requireInvitation({ params, context })
  const held = await ownData(context.db.read, context.secret, invitation)
  const moments = /^[a-z]+(At|Until|Since)$|^at$/
  const said = JSON.stringify(
    held,
    (key, value: unknown) => (moments.test(key) && typeof value === 'number' ? new Date(value).toISOString() : value),
    2,
  )
  return new Response(said, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="kutsu.json"',
    },
  })
}
