import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { closeDoor } from '#app/features/attendance/close-door.server.ts'
import { DoorPage, type RefusedWalkIn } from '#app/features/attendance/components/door-page.tsx'
import { troublesOf } from '#app/features/attendance/components/walk-in-form.tsx'
import { doorPress, walkInForm } from '#app/features/attendance/forms.ts'
import { markAttendance } from '#app/features/attendance/mark-attendance.server.ts'
import { doorClosedAt, doorOf, registeredAmong } from '#app/features/attendance/queries.server.ts'
import { isClosed, type WalkIn } from '#app/features/attendance/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, isPublic, scopeOf } from '#app/features/events/rules.ts'
import { allows } from '#app/features/people/rules.ts'
import { requireDoor } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { newId } from '#app/lib/ids.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { keepForm, useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** A press offline leaves the page as it is. */
export { keepForm as clientAction }

/** Whoever reads the code of a confirmation and keeps no door gets what everybody may know: the event. */
async function leadAway({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>): Promise<void> {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  if (allows(context.person, 'keepDoor', scopeOf(event))) return
  if (!isPublic(event.state)) throw new Response(null, { status: 404 })
  throw redirect(`/events/${event.id}`)
}

export async function loader(asking: LoaderFunctionArgs) {
  const { request, context } = asking
  const search = new URL(request.url).searchParams
  const code = search.get('party')
  if (code !== null) await leadAway(asking)
  const { event, person, refusal, lists } = await requireDoor(asking)
  const { language } = context
  const now = context.now()
  const title = words(language)('attendance:title', { title: localText(event.title, language).text })
  if (!lists) return { title, facts: null, refusal }
  const door = await doorOf(context.db.read, event, now)
  const { id, startsAt, endsAt, timeZone } = event
  return {
    title,
    refusal,
    facts: {
      event: { id, title: event.title, startsAt, endsAt, timeZone },
      door,
      registered: await registeredAmong(context.db.read, door.marks),
      refusal,
      code: code?.toLowerCase() ?? null,
      typed: search.get('q')?.trim().slice(0, 100) ?? '',
      begun: now >= startsAt,
      // What the clock closed no press opens.
      mayReopen: (await doorClosedAt(context.db.read, id)) !== null && !isClosed(event, null, now),
      personId: person.id,
      language,
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** A press without script, somebody who walked in, or the closing of the door. */
export async function action(asking: ActionFunctionArgs) {
  const { request, context } = asking
  const { event, person } = await requireDoor(asking)
  const { search } = new URL(request.url)
  const page = `/events/${event.id}/door${search}`
  const form = await readForm(request)
  const now = context.now()
  if (textIn(form, 'intent') === 'walkIn') {
    const asked = walkInForm.safeParse(Object.fromEntries(form))
    if (!asked.success) {
      const [name, organisation] = [textIn(form, 'name'), textIn(form, 'organisation')]
      return data({ name, organisation, errors: troublesOf(asked.error.issues) } satisfies RefusedWalkIn, 400)
    }
    await mark(newId(), 1, asked.data)
    return redirect(`/events/${event.id}/door`, 303)
  }
  const press = doorPress.safeParse(Object.fromEntries(form))
  if (!press.success) throw new Response(null, { status: 400 })
  if (press.data.intent === 'tap') {
    const { partyId, people } = press.data
    await mark(partyId, people, null)
    return redirect(`${page}#${partyId}`, 303)
  }
  const closed = press.data.intent === 'close'
  await closeDoor(context.db, { eventId: event.id, closed, personId: person.id, now })
  context.announce(eventChanged(event.id))
  return redirect(page, 303)

  /** What is refused (over, withdrawn meanwhile) shows on the page that follows. */
  async function mark(partyId: string, people: number, walkIn: WalkIn | null) {
    const tap = { id: newId(), partyId, people, at: now, walkIn }
    const actor = { kind: 'person', personId: person.id } as const
    await markAttendance(context.db, { eventId: event.id, tap, actor, now })
  }
}

export default function Door() {
  const { facts, refusal } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation('attendance')
  const walkIn = answer && 'errors' in answer ? answer : null
  if (facts) return <DoorPage facts={facts} walkIn={walkIn} />
  return (
    <Narrow padded>
      <Stack gap={26}>
        <h1>{t('heading')}</h1>
        {refusal && <Notice>{t(`refusals.${refusal}`)}</Notice>}
      </Stack>
    </Narrow>
  )
}
