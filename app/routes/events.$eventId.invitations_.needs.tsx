import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { changeNeedReader } from '#app/features/needs/change-need-reader.server.ts'
import { NeedNames, type NamedNeeds } from '#app/features/needs/components/need-names.tsx'
import { NeedReaders } from '#app/features/needs/components/need-readers.tsx'
import { NeedsSummary } from '#app/features/needs/components/needs-summary.tsx'
import { NeedOrders } from '#app/features/needs/components/need-orders.tsx'
import { UnmetNeeds } from '#app/features/needs/components/unmet-needs.tsx'
import { needsPress } from '#app/features/needs/forms.ts'
import { lookAtNeeds } from '#app/features/needs/look-at-needs.server.ts'
import { markNeedOrdered } from '#app/features/needs/mark-need-ordered.server.ts'
import {
  looksAt,
  maySeeNeeds,
  needCounts,
  orderedNeeds,
  possibleReaders,
  readersOf,
} from '#app/features/needs/queries.server.ts'
import { erasedAt, openOrders } from '#app/features/needs/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

type Asking = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

async function requireEvent({ request, params, context }: Asking) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  return { event, person }
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { context } = asking
  const { read } = context.db
  const counts = await needCounts(read, context.secret, event.id)
  const ordered = await orderedNeeds(read, event.id)
  const readers = await readersOf(read, event.id)
  const known = new Set([event.convenerId, ...readers.map(({ id }) => id)])
  return {
    event,
    counts,
    ordered,
    open: openOrders(counts, ordered, event, context.now()),
    may: { see: await maySeeNeeds(read, event, person.id), name: event.convenerId === person.id },
    readers,
    possible: (await possibleReaders(read, event)).filter(({ id }) => !known.has(id)),
    looks: await looksAt(read, event.id),
    erasedOn: weekdayAndDay(erasedAt(event), event.timeZone, context.language),
    language: context.language,
    title: words(context.language)('needs:page.title', { title: localText(event.title, context.language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

type Result =
  | { did: 'look'; needs: NamedNeeds[] }
  | { did: 'order' | 'reader' }
  | { refused: 'notNamed' | 'notConvener' | 'noSuchPerson' }

/** A look at the names, which stays on record; an order; or who may look. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const form = needsPress.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success) throw new Response(null, { status: 400 })
  const press = form.data
  const at = { eventId: event.id, now: context.now() }
  if (press.intent === 'look') {
    const look = await lookAtNeeds(context.db, { ...at, personId: person.id, secret: context.secret })
    if (!look.ok) return data<Result>({ refused: look.reason }, 403)
    return data<Result>({ did: 'look', needs: look.needs })
  }
  if ('kind' in press) {
    const ordered = press.intent === 'order'
    await markNeedOrdered(context.db, { ...at, kind: press.kind, ordered, personId: person.id })
    context.announce(eventChanged(event.id))
    return data<Result>({ did: 'order' })
  }
  const { personId } = press
  const named = press.intent === 'name'
  const outcome = await changeNeedReader(context.db, { ...at, personId, named, byPersonId: person.id })
  return outcome.ok ? data<Result>({ did: 'reader' }) : data<Result>({ refused: outcome.reason }, 403)
}

export default function NeedsPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('needs')
  const { event, counts, ordered, open, may, readers, possible, looks, erasedOn, language } = page
  const address = `/events/${event.id}/invitations/needs`
  return (
    <Wrap padded>
      <TwoColumns
        side={
          <Stack gap={40}>
            <NeedsSummary
              counts={counts}
              ordered={ordered}
              open={open}
              zone={event.timeZone}
              language={language}
              erasedOn={erasedOn}
              address={address}
              linked={false}
            />
            <NeedOrders ordered={ordered} />
          </Stack>
        }
      >
        <Stack gap={46}>
          {event.venue && <UnmetNeeds venue={event.venue} counts={counts} language={language} />}
          <NeedNames
            needs={result && 'did' in result && result.did === 'look' ? result.needs : null}
            may={may.see}
            refused={result && 'refused' in result && result.refused === 'notNamed'}
            looks={looks}
            zone={event.timeZone}
            language={language}
          />
          <NeedReaders
            convener={event.convener}
            readers={readers}
            possible={may.name ? possible : null}
            changed={result && 'did' in result && result.did === 'reader'}
            refused={result && 'refused' in result && result.refused !== 'notNamed' ? result.refused : null}
          />
          <Link to={`/events/${event.id}/invitations`}>{t('page.back')}</Link>
        </Stack>
      </TwoColumns>
    </Wrap>
  )
}
