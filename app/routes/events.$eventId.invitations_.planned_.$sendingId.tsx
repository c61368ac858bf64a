import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { cancelSending } from '#app/features/invitations/cancel-sending.server.ts'
import { sendTimeOf, typedTimeIn } from '#app/features/invitations/forms.ts'
import { moveSending } from '#app/features/invitations/move-sending.server.ts'
import { plannedSending } from '#app/features/invitations/queries.server.ts'
import { reopenSending } from '#app/features/invitations/reopen-sending.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, isoDay, isoTime, weekdayAndDay } from '#app/lib/dates.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { DateField, TimeField } from '#app/ui/fields.tsx'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Row, Section, Stack } from '#app/ui/page.tsx'

/** One planned sending: its time is changed, it goes at once, back into preparation, or is called off. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { params, context } = asking
  const { language } = context
  const t = words(language)
  const planned = await plannedSending(context.db.read, event.id, params.sendingId ?? '')
  const at = planned?.sendAt ?? 0
  return {
    back: `/events/${event.id}/invitations`,
    planned: planned && {
      line: t('letterTexts:planned.line', {
        count: planned.total,
        day: weekdayAndDay(at, event.timeZone, language),
        time: clock(at, event.timeZone, language),
      }),
      day: isoDay(at, event.timeZone),
      time: isoTime(at, event.timeZone),
    },
    title: t('letterTexts:planned.pageTitle'),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, params, context } = asking
  const { db } = context
  const form = await readForm(request)
  const about = { eventId: event.id, sendingId: params.sendingId ?? '', actor, now: context.now() }
  const intent = textIn(form, 'intent')
  const typed = typedTimeIn(form)
  const back = `/events/${event.id}/invitations`
  if (intent === 'move' || intent === 'now') {
    const time = sendTimeOf({ ...typed, when: intent === 'now' ? 'now' : 'later' }, event.timeZone)
    if (!time.ok) return data({ refusal: time.reason, typed }, 400)
    const outcome = await moveSending(db, { ...about, sendAt: time.at })
    if (!outcome.ok) return data({ refusal: outcome.reason, typed }, 409)
  } else {
    const outcome = intent === 'reopen' ? await reopenSending(db, about) : await cancelSending(db, about)
    if (!outcome.ok) return data({ refusal: outcome.reason, typed }, 409)
  }
  context.announce(eventChanged(event.id))
  context.wake('sendInvitations')
  return redirect(intent === 'reopen' ? `${back}/new/list` : back, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function PlannedSendingPage() {
  const { back, planned, title } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation('letterTexts')
  const refusal = answer?.refusal
  const wrong = refusal && refusal !== 'notPlanned' ? t(`refusals.${refusal}`) : undefined
  return (
    <Narrow padded>
      <Stack gap={36}>
        <div>
          <p>
            <Link to={back}>{t('planned.back')}</Link>
          </p>
          <h2>{title}</h2>
          {planned && <p>{planned.line}</p>}
        </div>
        {!planned && <Notice tone="info" title={t('planned.gone')} />}
        {planned && (
          <>
            <Section title={t('planned.when')} level={3}>
              <Form method="post" noValidate>
                <Stack gap={20}>
                  <Row gap={14} top>
                    <DateField
                      id="planned-day"
                      label={t('send.day')}
                      hint={t('send.zone')}
                      name="day"
                      defaultValue={answer?.typed.day ?? planned.day}
                      error={refusal === 'timeWrong' ? undefined : wrong}
                    />
                    <TimeField
                      id="planned-time"
                      label={t('send.time')}
                      name="time"
                      defaultValue={answer?.typed.time ?? planned.time}
                      error={refusal === 'timeWrong' ? wrong : undefined}
                    />
                  </Row>
                  <Row>
                    <Button name="intent" value="move" phoneWide>
                      {t('planned.move')}
                    </Button>
                    <Button name="intent" value="now" variant="outlined" phoneWide>
                      {t('planned.now')}
                    </Button>
                  </Row>
                </Stack>
              </Form>
            </Section>
            <Form method="post">
              <Stack gap={8}>
                <div>
                  <Button name="intent" value="reopen" variant="outlined" small>
                    {t('planned.reopen')}
                  </Button>
                </div>
                <p className="small mute">{t('planned.reopenHint')}</p>
                <div>
                  <Button name="intent" value="cancel" variant="danger" small>
                    {t('planned.cancel')}
                  </Button>
                </div>
                <p className="small mute">{t('planned.cancelHint')}</p>
              </Stack>
            </Form>
          </>
        )}
      </Stack>
    </Narrow>
  )
}
