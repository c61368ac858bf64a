import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventZone } from '#app/features/events/rules.ts'
import { withoutLinks } from '#app/features/links/rules.ts'
import { letterById } from '#app/features/mail/queries.server.ts'
import { resendLetter } from '#app/features/mail/resend-letter.server.ts'
import { mayResend } from '#app/features/mail/rules.ts'
import { requirePermission, requirePerson } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { Box } from '#app/ui/box.tsx'
import { Button } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { breakable } from '#app/ui/mail-link.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Prose, Section, Stack, TwoColumns } from '#app/ui/page.tsx'

/** A letter as its recipient reads it, but for what nobody else may see: the personal links, and what somebody answered. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  const { language, db } = context
  const t = words(language)
  const letter = await letterById(db.read, params.letterId ?? '')
  if (!letter) throw new Response(null, { status: 404 })
  const when = (at: number) => `${weekdayAndDay(at, eventZone, language)} ${clock(at, eventZone, language)}`
  const { recipient, subject, state, trouble, sentAt, queuedAt, text } = letter
  return {
    recipient,
    subject,
    state,
    trouble,
    lang: letter.language,
    queued: when(queuedAt),
    sent: sentAt === null ? null : when(sentAt),
    /** Null: for the recipient's eyes only. */
    paragraphs: text === null ? null : withoutLinks(text, t('mail:outbox.personalLink')).split(/\n{2,}/),
    mayResend: mayResend(letter, context.now()),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.subject ?? '')

/** Sends the letter again. One that needs it no more is left alone. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  const id = params.letterId ?? ''
  const actor = { kind: 'person', personId: requirePerson({ request, context }).id } as const
  await resendLetter(context.db, { id, actor, now: context.now() })
  context.wake('deliverMail')
  return redirect(`/admin/outbox/${id}`)
}

export default function OutboxLetter() {
  const letter = useLoaderData<typeof loader>()
  const { t } = useTranslation('mail')
  const side = (
    <Facts
      rows={[
        { term: t('outbox.recipient'), text: letter.recipient },
        { term: t('outbox.stateColumn'), text: t(`outbox.state.${letter.state}`) },
        { term: t('outbox.queuedAt'), text: letter.queued },
        ...(letter.sent ? [{ term: t('outbox.sentAt'), text: letter.sent }] : []),
        ...(letter.trouble ? [{ term: t('outbox.trouble'), text: letter.trouble }] : []),
      ]}
    />
  )
  return (
    <Section title={letter.subject}>
      <TwoColumns side={side}>
        <Stack gap={25}>
          {letter.paragraphs === null ? (
            <Notice title={t('outbox.confidential')} />
          ) : (
            <Box tone="outlined">
              <div lang={letter.lang}>
                <Prose>
                  {letter.paragraphs.map((paragraph, place) => (
                    <p key={place}>
                      {paragraph.split('\n').map((line, at) => (
                        <span key={at}>
                          {at > 0 && <br />}
                          {breakable(line)}
                        </span>
                      ))}
                    </p>
                  ))}
                </Prose>
              </div>
            </Box>
          )}
          {letter.state === 'stopped' && <p>{t('outbox.stateHint.stopped')}</p>}
          {letter.mayResend && (
            <Form method="post">
              {letter.state === 'unknown' && <p>{t('outbox.stateHint.unknown')}</p>}
              <Button variant="outlined">{t('outbox.retryUnknown')}</Button>
            </Form>
          )}
          <p>
            <Link to="/admin/outbox">{t('outbox.back')}</Link>
          </p>
        </Stack>
      </TwoColumns>
    </Section>
  )
}
