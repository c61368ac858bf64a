import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { shownRefusal } from '#app/features/invitations/rules.ts'
import { PlanForm } from '#app/features/reminders/components/plan-form.tsx'
import { planOf, typedPlanIn } from '#app/features/reminders/forms.ts'
import { autoReminderOf, countRemindable } from '#app/features/reminders/queries.server.ts'
import { autoReminderKinds, deadlineOf, dueAt, settingRefusalOf } from '#app/features/reminders/rules.ts'
import { saveAutoReminder } from '#app/features/reminders/save-auto-reminder.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** What goes out by itself before the event: whether, when, and how it stands. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { request, context } = asking
  const { language, db } = context
  const now = context.now()
  const refusal = settingRefusalOf(event, now)
  const plans = []
  for (const kind of autoReminderKinds) {
    const { on, days, time, sent, lastAt } = await autoReminderOf(db.read, event.id, kind)
    const due = dueAt(kind, event, { on, days, time })
    plans.push({
      kind,
      typed: { on, days: String(days), time },
      standing: {
        on,
        dueAt: due,
        over: now >= deadlineOf(kind, event),
        passed: due <= now,
        count: await countRemindable(db.read, event.id, kind),
        sent,
        lastAt,
      },
    })
  }
  return {
    back: `/events/${event.id}/invitations`,
    plans,
    refusal: refusal && shownRefusal(event, refusal),
    deadline: event.answerBy !== null,
    zone: event.timeZone,
    language,
    saved: new URL(request.url).searchParams.has('saved'),
    title: words(language)('reminders:pageTitle', { title: localText(event.title, language).text }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const form = await readForm(request)
  const kind = autoReminderKinds.find((each) => each === form.get('kind'))
  if (!kind) throw new Response(null, { status: 400 })
  const typed = typedPlanIn(form)
  const read = planOf(typed)
  if (!read.ok) return data({ kind, typed, troubles: read.troubles }, 400)
  const saved = { eventId: event.id, kind, plan: read.plan, actor, now: context.now() }
  const outcome = await saveAutoReminder(context.db, saved)
  if (!outcome.ok) return data({ kind, typed, troubles: {} }, 409)
  context.announce(eventChanged(event.id))
  context.wake('sendReminders')
  return redirect(`/events/${event.id}/invitations/reminders?saved#${kind}`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function Reminders() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation('reminders')
  return (
    <Narrow padded>
      <Stack gap={46}>
        <Stack gap={14}>
          <p>
            <Link to={page.back}>{t('back')}</Link>
          </p>
          <h2>{t('title')}</h2>
          <p>{t('intro')}</p>
        </Stack>
        {page.saved && !answer && <Notice tone="ok" role="status" title={t('saved')} />}
        {page.refusal && <Notice tone="warn" title={t(`refusals.${page.refusal}`)} />}
        {!page.refusal &&
          page.plans.map((plan) => (
            <PlanForm
              key={plan.kind}
              {...plan}
              typed={answer?.kind === plan.kind ? answer.typed : plan.typed}
              troubles={answer?.kind === plan.kind ? answer.troubles : {}}
              letter={`${page.back}/reminders/${plan.kind}`}
              deadline={page.deadline}
              zone={page.zone}
              language={page.language}
            />
          ))}
      </Stack>
    </Narrow>
  )
}
