import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { doorRefusal } from '#app/features/attendance/rules.ts'
import { EventHeader, type EventPart } from '#app/features/events/components/event-header.tsx'
import { eventById } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { allows, type Permission } from '#app/features/people/rules.ts'
import { runRefusal } from '#app/features/run/rules.ts'

const rightToOpen: [EventPart, ...Permission[]][] = [
  ['agenda', 'seeAgendaDraft'],
  // A co-organiser is led on to their share.
  ['invitations', 'seeAnswers', 'seeShare'],
  ['planners', 'nameCoPlanners'],
]

/** The head of every page of an event. A draft does not exist for those who may not read it. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  if (!allows(context.person, 'readEvent', scope)) throw new Response(null, { status: 404 })
  const open = rightToOpen
    .filter(([, ...any]) => any.some((one) => allows(context.person, one, scope)))
    .map(([part]) => part)
  const runs = runRefusal(event, context.now()) === null && allows(context.person, 'runEvent', scope)
  const door = doorRefusal(event, context.now()) === null && allows(context.person, 'keepDoor', scope)
  return {
    event,
    language: context.language,
    now: context.now(),
    plans: allows(context.person, 'seeAgendaDraft', scope),
    // What steers the day has its place among the parts on the day only.
    parts: [
      ...open,
      ...(runs ? (['run'] as const) : []),
      ...(door ? (['door'] as const) : []),
      'overview',
    ] satisfies EventPart[],
  }
}

export default function EventLayout() {
  const { event, language, now, plans, parts } = useLoaderData<typeof loader>()
  return (
    <>
      <EventHeader event={event} language={language} now={now} plans={plans} parts={parts} />
      <Outlet />
    </>
  )
}
