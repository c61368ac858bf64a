import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { GuestFields } from '#app/features/guests/components/guest-fields.tsx'
import { guestsIn } from '#app/features/guests/forms.ts'
import { guestsOf } from '#app/features/guests/queries.server.ts'
import { choosesMode, erasedAt, guestRows } from '#app/features/guests/rules.ts'
import { RefusalNotice } from '#app/features/invitations/components/refusal-notice.tsx'
import { answerForm, type FieldTrouble } from '#app/features/invitations/forms.ts'
import { invitationOf } from '#app/features/invitations/queries.server.ts'
import { givenAnswers, largestParty } from '#app/features/invitations/rules.ts'
import { answerInvitationWithTables } from '#app/features/table-places/answer-invitation-with-tables.server.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, RadioRow, TextArea, TextField, Tick } from '#app/ui/fields.tsx'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

type Asking = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

async function requireInvited({ request, params, context }: Asking) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'seeAnswers', scopeOf(event))
  const invitation = await invitationOf(context.db.read, event.id, params.invitationId ?? '')
  if (!invitation || !person) throw new Response(null, { status: 404 })
  return { event, invitation, person }
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event, invitation } = await requireInvited(asking)
  const { name, answer, people, message } = invitation
  const { language } = asking.context
  return {
    event,
    guests: await guestsOf(asking.context.db.read, invitation.id),
    erasedOn: weekdayAndDay(erasedAt(event), event.timeZone, language),
    name,
    answer,
    people,
    message,
    language,
    title: words(language)('invitations:record.title', { name }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Writes an answer down that came by telephone or on paper. */
export async function action(asking: ActionFunctionArgs) {
  const { event, invitation, person } = await requireInvited(asking)
  const { request, context } = asking
  const form = await readForm(request)
  form.set('part', 'details')
  const { guests, trouble } = guestsIn(form)
  const typed = {
    answer: textOf(form, 'answer'),
    people: textOf(form, 'people'),
    message: textOf(form, 'message'),
    guests,
  }
  const submission = parseWithZod(form, { schema: answerForm })
  if (submission.status !== 'success') {
    const errors = submission.error as Partial<Record<string, FieldTrouble[]>> | null
    return data({ typed, errors: errors ?? {} }, 400)
  }
  if (trouble) return data({ typed, guestError: trouble }, 400)
  const { answer, people, message } = submission.value
  const outcome = await answerInvitationWithTables(context.db, {
    invitationId: invitation.id,
    answer,
    ...(answer === 'yes' && people !== undefined ? { people } : {}),
    message: message || null,
    overLimit: form.has('overLimit'),
    guests,
    actor: { kind: 'person', personId: person.id },
    recordedBy: person.id,
    now: context.now(),
  })
  if (!outcome.ok && outcome.refusal === null) return data({ typed, guestError: outcome.moreNames }, 409)
  if (!outcome.ok) return data({ typed, refusal: outcome.refusal }, 409)
  context.announce(eventChanged(event.id))
  context.wake('deliverMail')
  return redirect(`/events/${event.id}/invitations?part=answered&recorded`, 303)
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Rows for names at least, for the number is not known before it is typed. */
const roomForNames = 3

export default function RecordAnswer() {
  const page = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation(['invitations', 'seats'])
  const { event, language } = page
  const typed = result?.typed ?? {
    answer: page.answer === 'none' ? '' : page.answer,
    people: page.people > 0 ? String(page.people) : '1',
    message: page.message ?? '',
    guests: page.guests,
  }
  const errors: Partial<Record<string, FieldTrouble[]>> = result && 'errors' in result ? result.errors : {}
  const refusal = result && 'refusal' in result ? result.refusal : null
  const trouble = (name: string) => errors[name]?.[0] && t(`troubles.${errors[name][0]}`, { most: largestParty })
  return (
    <Narrow padded>
      <Section title={page.title}>
        <Stack gap={30}>
          {refusal && <RefusalNotice refusal={refusal} event={event} language={language} until={null} contact={null} />}
          <p>{t('record.lead')}</p>
          <Form method="post">
            <Stack gap={22}>
              <FieldSet legend={t('record.answer')} size="label" error={trouble('answer')}>
                {givenAnswers.map((answer) => (
                  <RadioRow
                    key={answer}
                    name="answer"
                    value={answer}
                    label={t(`record.${answer}`)}
                    defaultChecked={typed.answer === answer}
                  />
                ))}
              </FieldSet>
              <TextField
                label={t('record.people')}
                name="people"
                type="number"
                inputMode="numeric"
                min={1}
                max={largestParty}
                defaultValue={typed.people}
                error={
                  refusal?.reason === 'overLimit'
                    ? t('seats:refusals.overLimitField', { count: refusal.most })
                    : trouble('people')
                }
              />
              {refusal?.reason === 'overLimit' && (
                <Tick
                  name="overLimit"
                  label={t('seats:refusals.overLimitTick')}
                  hint={t('seats:refusals.overLimitTickHint')}
                />
              )}
              <GuestFields
                voice="convener"
                rows={guestRows(typed.guests ?? page.guests, Math.max(Number(typed.people) || 0, roomForNames))}
                hybrid={choosesMode(event.attendanceMode)}
                erasedOn={page.erasedOn}
                error={result && 'guestError' in result ? result.guestError : undefined}
              />
              <TextArea
                label={t('record.message')}
                optional
                name="message"
                rows={3}
                defaultValue={typed.message}
                error={trouble('message')}
              />
              <Button phoneWide>{t('record.save')}</Button>
            </Stack>
          </Form>
          <Link to={`/events/${event.id}/invitations`}>{t('record.back')}</Link>
        </Stack>
      </Section>
    </Narrow>
  )
}
