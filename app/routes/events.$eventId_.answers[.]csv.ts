import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName } from '#app/features/calendar/rules.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { scopeOf } from '#app/features/events/rules.ts'
import { everybodyInvited } from '#app/features/participants/queries.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { csv } from '#app/lib/csv.ts'
import { clock, isoDay } from '#app/lib/dates.ts'

/** Who was invited and what they answered, for a spreadsheet. What guests need is not in it (GDPR-1). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  const { language } = context
  const t = words(language)
  const zone = event.timeZone
  const moment = (at: number | null) => (at === null ? '' : `${isoDay(at, zone)} ${clock(at, zone, language)}`)
  const rows = await everybodyInvited(context.db.read, event.id)
  const head = ['who', 'kind', 'email', 'answer', 'people', 'message', 'when'] as const
  const table = csv([
    head.map((column) => t(`invitations:export.${column}`)),
    ...rows.map(({ name, recipientKind, email, answer, place, people, message, answeredAt }) => [
      name,
      t(`invitations:kinds.${recipientKind}`),
      email,
      t(place === 'waiting' || place === 'offered' ? 'invitations:list.waiting' : `invitations:list.said.${answer}`),
      answer === 'yes' ? people : null,
      message,
      moment(answeredAt),
    ]),
  ])
  return new Response(table, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName(event.title, language, 'csv')}"`,
      'X-Robots-Tag': 'noindex',
    },
  })
}
