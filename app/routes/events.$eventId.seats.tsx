import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { recipientKinds } from '#app/features/directory/rules.ts'
import { DrawRecord } from '#app/features/draws/components/draw-record.tsx'
import { SeatRulesForm, type SeatRulesTyped } from '#app/features/draws/components/seat-rules-form.tsx'
import { seatRulesForm, type FieldTrouble } from '#app/features/draws/forms.ts'
import { drawOf } from '#app/features/draws/queries.server.ts'
import { rulesRefusalOf } from '#app/features/draws/rules.ts'
import { setSeatRules } from '#app/features/draws/set-seat-rules.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { claimsOf } from '#app/features/invitations/queries.server.ts'
import { seatRulesOf } from '#app/features/seats/queries.server.ts'
import { drawAtOf, queueOf } from '#app/features/seats/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

type Asking = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

async function requireEvent({ request, params, context }: Asking) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  if (!person) throw new Response(null, { status: 403 })
  return { event, person }
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireEvent(asking)
  const { request, context } = asking
  const { language } = context
  const { read } = context.db
  const { searchParams } = new URL(request.url)
  const rules = await seatRulesOf(read, event.id)
  const claims = await claimsOf(read, event.id)
  const waiting = queueOf(claims)
  const drawAt = drawAtOf(event, rules)
  const other = rules.way === 'draw' ? 'firstCome' : 'draw'
  return {
    event,
    language,
    rules,
    /** A draw that lies ahead, with those who take part. */
    ahead: drawAt === null ? null : { at: drawAt, parties: waiting.length, people: sumOf(waiting) },
    draw: await drawOf(read, event.id),
    /** Why the way cannot be changed. */
    refusal: rulesRefusalOf(event, rules, { way: other }, claims.length > 0, context.now()),
    saved: searchParams.has('saved'),
    checked: searchParams.has('check'),
    title: words(language)('draws:title', { title: localText(event.title, language).text }),
  }
}

const sumOf = (claims: { people: number }[]) => claims.reduce((sum, { people }) => sum + people, 0)

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Says how the event gives its seats. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const form = await readForm(request)
  const typed: SeatRulesTyped = {
    way: textIn(form, 'way'),
    organisationLimit: textIn(form, 'organisationLimit'),
    association: textIn(form, 'association'),
    body: textIn(form, 'body'),
    official: textIn(form, 'official'),
    elected: textIn(form, 'elected'),
  }
  const submission = parseWithZod(form, { schema: seatRulesForm })
  if (submission.status !== 'success') {
    const errors = submission.error as Partial<Record<string, FieldTrouble[]>> | null
    return data({ typed, errors: errors ?? {} }, 400)
  }
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await setSeatRules(context.db, {
    eventId: event.id,
    rules: submission.value,
    actor,
    now: context.now(),
  })
  if (!outcome.ok) return data({ typed, refusal: outcome.reason }, 409)
  context.announce(eventChanged(event.id))
  context.wake('deliverMail')
  return redirect(`/events/${event.id}/seats?saved`, 303)
}

export default function Seats() {
  const page = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation(['draws', 'invitations'])
  const { event, language, rules, ahead, draw, refusal } = page
  useAnnouncements(eventChanged(event.id))
  const moment = (at: number) =>
    t('invitations:rsvp.dayAndTime', {
      day: weekdayAndDay(at, event.timeZone, language),
      time: clock(at, event.timeZone, language),
    })
  const numbers = (of: (kind: (typeof recipientKinds)[number]) => number | null | undefined) =>
    Object.fromEntries(recipientKinds.map((kind) => [kind, String(of(kind) ?? '')]))
  const values = {
    way: rules.way,
    organisationLimit: String(rules.organisationLimit ?? ''),
    ...numbers((kind) => rules.quotas[kind]),
    ...result?.typed,
  } as SeatRulesTyped
  const why =
    refusal === 'asked'
      ? t('form.fixed')
      : refusal === 'drawn'
        ? t('form.drawn', { when: moment(rules.drawnAt ?? 0) })
        : null
  return (
    <Narrow padded>
      <Section title={t('heading')}>
        <Stack gap={36}>
          {page.saved && !result && <Notice tone="ok" role="status" title={t('form.saved')} />}
          {result && 'refusal' in result && (
            <Notice tone="alert" role="alert" title={t(`refusals.${result.refusal}`)} />
          )}
          <p>
            {event.capacity === null ? t('facts.noLimit') : t('facts.seats', { count: event.capacity })}{' '}
            {event.answerBy === null ? t('facts.noAnswerBy') : t('facts.answerBy', { when: moment(event.answerBy) })}{' '}
            {refusal !== 'over' && <Link to={`/events/${event.id}/edit#capacity`}>{t('facts.change')}</Link>}
          </p>
          {draw && (
            <DrawRecord
              draw={draw}
              when={moment(draw.heldAt)}
              checked={page.checked}
              check={`/events/${event.id}/seats?check#draw`}
            />
          )}
          {refusal === 'over' ? (
            <Notice title={t('form.over')} />
          ) : (
            <SeatRulesForm
              values={values}
              errors={result && 'errors' in result ? result.errors : {}}
              fixed={why === null ? null : { way: rules.way, why }}
              mayDraw={event.capacity !== null && event.answerBy !== null}
              limited={event.capacity !== null}
            />
          )}
          {ahead && (
            <Section title={t('record.title')} level={3} id="draw">
              <p>
                {t('record.ahead', { when: moment(ahead.at) })}{' '}
                {t('record.tickets', { count: ahead.parties, people: ahead.people })}
              </p>
            </Section>
          )}
          <Link to={`/events/${event.id}/invitations`}>{t('back')}</Link>
        </Stack>
      </Section>
    </Narrow>
  )
}
