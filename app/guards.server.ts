import { data, redirect, type AppLoadContext } from '@remix-run/node'
import { agendaDocument } from '#app/features/agenda/live.ts'
import { mayEdit } from '#app/features/agenda/live.server.ts'
import { agendaFor, publishedAgenda, publishedVersion } from '#app/features/agenda/queries.server.ts'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import type { SheetVersion } from '#app/features/agenda-sheet/rules.ts'
import { doorRefusal } from '#app/features/attendance/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { isPublic, scopeOf } from '#app/features/events/rules.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { linkByToken } from '#app/features/links/queries.server.ts'
import { allows, samePagePath, type Permission, type Person, type Scope } from '#app/features/people/rules.ts'
import { askedBehind } from '#app/features/topic-surveys/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { documentName } from '#app/live/document-definition.ts'

type Asking = { request: Request; context: AppLoadContext }

/**
 * The person who is signed in.
 * @throws a redirect to the sign-in page, which leads back here
 */
export function requirePerson({ request, context }: Asking): Person {
  if (context.person) return context.person
  throw redirect(signInPath(request))
}

/**
 * Lets through one who may do this here, and gives the person, or null where anybody may.
 * @throws a redirect to the sign-in page for one who is not signed in, 403 for one who is
 */
export function requirePermission({ request, context }: Asking, permission: Permission, scope?: Scope): Person | null {
  if (allows(context.person, permission, scope)) return context.person
  if (!context.person) throw redirect(signInPath(request))
  throw new Response(null, { status: 403 })
}

/**
 * The event of the address, for one who may see its draft agenda, or, with `planAgenda`, edit it.
 * @throws 404 for no event, and as `requirePermission` does
 */
export async function requireAgenda(
  { request, params, context }: Asking & { params: { eventId?: string } },
  permission: 'seeAgendaDraft' | 'planAgenda',
) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  requirePermission({ request, context }, permission, scope)
  const person = requirePerson({ request, context })
  /** Why the agenda may not be edited by them now; null: it may. */
  const refusal = (await mayEdit(context.db.read, person, event.id))
    ? null
    : event.state === 'cancelled' || event.state === 'held'
      ? ('over' as const)
      : ('locked' as const)
  return { event, person, refusal, name: documentName(agendaDocument, event.id) }
}

/**
 * The invitation that a personal address opens.
 * @throws 404 when the token is none of ours, 410 when its time is over
 */
export async function requireInvitation({ params, context }: Pick<Asking, 'context'> & { params: { token?: string } }) {
  const { secret } = context
  const asked = { secret, token: params.token ?? '', purpose: 'answer', now: context.now() } as const
  const link = await linkByToken(context.db.read, asked)
  const invitation = link.ok ? await invitationById(context.db.read, link.subjectId) : null
  if (link.ok && invitation) return { invitation, linkId: link.linkId }
  const expired = !link.ok && link.reason === 'expired'
  const title = words(context.language)(`invitations:linkTrouble.${expired ? 'expired' : 'unknown'}.title`)
  throw data({ title }, { status: expired ? 410 : 404 })
}

/**
 * The association that was asked for topics, behind its personal address.
 * @throws 404 when the token is none of ours, or its event was deleted
 */
export async function requireAskedForTopics({
  params,
  context,
}: Pick<Asking, 'context'> & { params: { token?: string } }) {
  const asked = { secret: context.secret, token: params.token ?? '', purpose: 'topics', now: context.now() } as const
  const link = await linkByToken(context.db.read, asked)
  const found = link.ok ? await askedBehind(context.db.read, link.subjectId) : null
  if (link.ok && found) return { ...found, subjectId: link.subjectId, linkId: link.linkId }
  throw data({ title: words(context.language)('topicSurveys:trouble.title') }, { status: 404 })
}

/**
 * The event of the address, for one who may invite to it.
 * @throws 404 for no event, and as `requirePermission` does
 */
export async function requireInviting({ request, params, context }: Asking & { params: { eventId?: string } }) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'invite', scopeOf(event))
  const person = requirePerson({ request, context })
  return { event, person, actor: { kind: 'person' as const, personId: person.id } }
}

/**
 * The event of the address, for one who may see what its guests answered.
 * @throws 404 for no event, and as `requirePermission` does
 */
export async function requireAnswers({ request, params, context }: Asking & { params: { eventId?: string } }) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  return { event }
}

/**
 * The event of the address, for anybody.
 * @throws 404 for no event and for a draft, of which it is not told either whether it exists
 */
export async function requirePublicEvent({
  params,
  context,
}: Pick<Asking, 'context'> & { params: { eventId?: string } }) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event || !isPublic(event.state)) throw new Response(null, { status: 404 })
  return event
}

/**
 * The event of the address, for one who keeps its door. `lists`: may see now who was invited; names are for the days around
 * the event, but who sees the answers anyway sees them at any time.
 * @throws 404 for no event, and as `requirePermission` does
 */
export async function requireDoor({ request, params, context }: Asking & { params: { eventId?: string } }) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'keepDoor', scope)
  if (!person) throw new Response(null, { status: 403 })
  const refusal = doorRefusal(event, context.now())
  return { event, person, refusal, lists: refusal === null || allows(person, 'seeAnswers', scope) }
}

/** After a form the way leads back to the page it stood on: its action has the page's own address. */
function signInPath(request: Request): string {
  const { pathname, searchParams } = new URL(request.url)
  // Single fetch asks for `/page.data`, and says with `_routes` and `index` what it wants of it.
  const page = pathname.replace(/\/_root\.data$/, '/').replace(/\.data$/, '')
  searchParams.delete('_routes')
  searchParams.delete('index')
  const asked = searchParams.size > 0 ? `${page}?${searchParams.toString()}` : page
  const next = samePagePath(asked)
  return next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

/**
 * The agenda that a sheet shows: the newest published one for everybody; with `?version=draft` the draft, and with a
 * number an earlier version, for those who plan it.
 * @throws 404 when there is none or the event may not be read, and as `requirePermission` does
 */
export async function requireAgendaSheet({
  request,
  params,
  context,
}: Asking & { params: { eventId?: string } }): Promise<{
  event: EventDetails
  items: AgendaItem[]
  which: SheetVersion
}> {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  const scope = event && scopeOf(event)
  if (!event || !scope || !allows(context.person, 'readEvent', scope)) throw new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams.get('version')
  const newest = await publishedAgenda(read, event.id)
  if (asked === 'draft') {
    requirePermission({ request, context }, 'seeAgendaDraft', scope)
    await context.live.settle(documentName(agendaDocument, event.id))
    return { event, items: await agendaFor(read, event.id), which: { of: 'draft' } }
  }
  if (newest && (asked === null || asked === String(newest.version))) {
    const { items, ...published } = newest
    return { event, items, which: { of: 'newest', ...published } }
  }
  if (asked === null) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'seeAgendaDraft', scope)
  const old = /^\d{1,6}$/.test(asked) ? await publishedVersion(read, event.id, Number(asked)) : null
  if (!old) throw new Response(null, { status: 404 })
  const { version, publishedAt, items } = old
  return { event, items, which: { of: 'old', version, publishedAt } }
}
