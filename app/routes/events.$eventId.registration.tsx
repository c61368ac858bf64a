import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { inviteRefusalOf, largestParty } from '#app/features/invitations/rules.ts'
import { changeOpenRegistration } from '#app/features/open-registration/change-open-registration.server.ts'
import { RegistrationSettings } from '#app/features/open-registration/components/registration-settings.tsx'
import { RegistrationShare } from '#app/features/open-registration/components/registration-share.tsx'
import { settingsForm } from '#app/features/open-registration/forms.ts'
import { guestCount, registrationOf } from '#app/features/open-registration/queries.server.ts'
import { closedReason, closingTime, momentIn, shortPath, usualParty } from '#app/features/open-registration/rules.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { dayAndYear, isoDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { qrCode } from '#app/lib/qr-code.ts'
import { readForm } from '#app/lib/read-form.ts'
import { zonedInstant } from '#app/lib/zoned-time.ts'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { db, language, baseUrl, now } = asking.context
  const t = words(language)
  const registration = await registrationOf(db.read, event.id)
  const closed = closedReason(event, registration, now())
  const address = registration && `${baseUrl}${shortPath(registration.code)}`
  const latest = closingTime(event, null)
  const closesAt = registration?.closesAt ?? null
  const start = {
    open: registration?.open ? ('yes' as const) : ('no' as const),
    closesDay: closesAt === null ? '' : isoDay(closesAt, event.timeZone),
    mostPeople: String(registration?.mostPeople ?? usualParty),
  }
  return {
    eventId: event.id,
    /** Another state of the settings is another form. */
    key: String(registration?.changedAt ?? 0),
    start,
    closed,
    refusal: inviteRefusalOf(event, now()),
    cancelled: event.state === 'cancelled',
    saved: new URL(asking.request.url).searchParams.has('saved'),
    lastDay: isoDay(latest, event.timeZone),
    latest: momentIn(latest, event.timeZone, language, t),
    until: momentIn(closingTime(event, closesAt), event.timeZone, language, t),
    came: await guestCount(db.read, event.id),
    share: address && closed === null ? { address, code: qrCode(address), notice: `/events/${event.id}/notice` } : null,
    title: t('openRegistration:settings.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Opens, closes or limits the registration. */
export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const t = words(context.language)
  const latest = closingTime(event, null)
  const until = dayAndYear(latest, event.timeZone, context.language)
  const schema = settingsForm(isoDay(latest, event.timeZone), (trouble) =>
    t(`openRegistration:settings.troubles.${trouble}`, { until, most: largestParty }),
  )
  const form = parseWithZod(await readForm(request), { schema })
  if (form.status !== 'success') return data({ reply: form.reply(), refused: null }, 400)
  const { open, closesDay, mostPeople } = form.value
  const closesAt = closesDay === undefined ? null : zonedInstant(closesDay, '23:59', event.timeZone)
  const wish = { eventId: event.id, open, closesAt, mostPeople, actor, now: context.now() }
  const outcome = await changeOpenRegistration(context.db, wish)
  if (!outcome.ok) return data({ reply: form.reply(), refused: outcome.reason }, 409)
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/registration?saved`, 303)
}

export default function Registration() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('openRegistration')
  const { closed, refusal } = page
  const draft = refusal === 'notPublished' && !page.cancelled
  return (
    <Wrap padded>
      <TwoColumns side={page.share && <RegistrationShare {...page.share} />}>
        <Section title={t('settings.heading')}>
          <Stack gap={30}>
            {page.saved && !result && closed !== 'closed' && (
              <Notice tone="ok" role="status" title={t(closed === null ? 'settings.savedOpen' : 'settings.savedOff')}>
                {closed === null && t('line.open', { until: page.until })}
              </Notice>
            )}
            {closed === 'closed' && <Notice tone="warn">{t('settings.closedNow')}</Notice>}
            {draft && <Notice title={t('settings.notPublished')}>{t('settings.notPublishedText')}</Notice>}
            {refusal !== null && !draft && <Notice>{t('settings.over')}</Notice>}
            {refusal === null && <p className="mute">{t('settings.lead')}</p>}
            {refusal === null && (
              <RegistrationSettings
                key={page.key}
                result={result?.reply}
                start={page.start}
                lastDay={page.lastDay}
                until={page.latest}
              />
            )}
            {(page.came > 0 || closed === null) && <p>{t('settings.came', { count: page.came })}</p>}
            <Link to={`/events/${page.eventId}/invitations`}>{t('settings.back')}</Link>
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
