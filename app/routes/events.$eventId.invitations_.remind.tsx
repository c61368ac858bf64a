import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { withoutLinks } from '#app/features/links/rules.ts'
import { reminderLetter } from '#app/features/reminders/letters.server.ts'
import {
  countUnanswered,
  firstUnanswered,
  lastRemindedAt,
  reminderFacts,
} from '#app/features/reminders/queries.server.ts'
import { remindUnanswered } from '#app/features/reminders/remind-unanswered.server.ts'
import { remindRefusalOf } from '#app/features/reminders/rules.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { Box } from '#app/ui/box.tsx'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { db, language, now } = asking.context
  const t = words(language)
  const count = await countUnanswered(db.read, event.id)
  const first = await firstUnanswered(db.read, event.id)
  const letter =
    first &&
    reminderLetter('unanswered', await reminderFacts(db.read, event, 'unanswered'), {
      ...first,
      linkId: first.linkId ?? '',
    })
  return {
    back: `/events/${event.id}/invitations`,
    count,
    refusal:
      remindRefusalOf(event, await lastRemindedAt(db.read, event.id), now()) ??
      (count === 0 ? ('nobody' as const) : null),
    // As its reader will see it, but for the address, which is theirs alone.
    letter: letter && {
      to: first.name,
      lang: first.language,
      subject: letter.subject,
      text: withoutLinks(letter.text, t('invitations:remind.link')),
    },
    title: t('invitations:remind.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Reminds all who have not answered. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireInviting(asking)
  const { context } = asking
  const outcome = await remindUnanswered(context.db, { eventId: event.id, personId: person.id, now: context.now() })
  if (!outcome.ok) return data({ refused: outcome.reason }, 409)
  context.wake('sendReminders')
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/invitations?part=none&reminded=${String(outcome.count)}`, 303)
}

export default function Remind() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused ?? page.refusal
  const { t } = useTranslation('invitations')
  const { letter } = page
  return (
    <Narrow padded>
      <Section title={t('remind.heading')}>
        <Stack gap={30}>
          {refused && <Notice tone="warn" title={t(`remind.refusals.${refused}`)} />}
          {!refused && <p className="lead">{t('remind.count', { count: page.count })}</p>}
          {!refused && letter && (
            <>
              <p>{t('remind.text', { name: letter.to })}</p>
              <Box tone="outlined">
                <div lang={letter.lang}>
                  <p>
                    <b>{letter.subject}</b>
                  </p>
                  <p style={{ whiteSpace: 'pre-line', marginTop: 12 }}>{letter.text}</p>
                </div>
              </Box>
              <Form method="post">
                <Button phoneWide>{t('remind.send', { count: page.count })}</Button>
              </Form>
            </>
          )}
          <Link to={page.back}>{t('record.back')}</Link>
        </Stack>
      </Section>
    </Narrow>
  )
}
