import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { audienceChoices, recipientsOf } from '#app/features/directory/queries.server.ts'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { AudienceForm } from '#app/features/invitations/components/audience-form.tsx'
import { SendingForm } from '#app/features/invitations/components/sending-form.tsx'
import { createSending } from '#app/features/invitations/create-sending.server.ts'
import { audienceForm, audienceOf, isNobody, sendingForm, type FieldTrouble } from '#app/features/invitations/forms.ts'
import { invitationSubject } from '#app/features/invitations/letters.server.ts'
import { invitedKeys, waitingKeys } from '#app/features/invitations/queries.server.ts'
import { inviteRefusalOf, recipientKey } from '#app/features/invitations/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { newId } from '#app/lib/ids.ts'
import { languages, localText, type Language } from '#app/lib/languages.ts'
import { plainFields, readForm } from '#app/lib/read-form.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** The event, for one who may invite to it. */
async function requireEvent({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const person = requirePermission({ request, context }, 'invite', {
    eventId: event.id,
    organiserId: event.organiserId,
  })
  return { event, person }
}

/** Bytes: every association of a county, ticked one by one, and greetings in three languages. */
const largestSending = 1_000_000

/** The audience that the address says. */
function audienceIn(request: Request) {
  const parsed = parseWithZod(plainFields(new URL(request.url).searchParams), { schema: audienceForm })
  return audienceOf(parsed.status === 'success' ? parsed.value : audienceForm.parse({}))
}

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireEvent(asking)
  const { request, context } = asking
  const { language } = context
  const { read } = context.db
  const url = new URL(request.url)
  const audience = audienceIn(request)
  const listed = url.searchParams.has('list') && !isNobody(audience)
  const taken = new Set([...(await invitedKeys(read, event.id)), ...(await waitingKeys(read, event.id))])
  const all = listed ? await recipientsOf(read, event.organiserId, audience) : []
  const without = new URLSearchParams(url.searchParams)
  without.delete('list')
  const greetingLanguages: Language[] = languages.filter((one) => event.languages.includes(one))
  return {
    eventId: event.id,
    language,
    title: words(language)('invitations:new.pageTitle', { title: localText(event.title, language).text }),
    refusal: inviteRefusalOf(event, context.now()),
    audience,
    nobodyPicked: url.searchParams.has('list') && isNobody(audience),
    choices: listed ? null : await audienceChoices(read, event.organiserId),
    list: listed
      ? {
          sending: newId(),
          recipients: all.filter((recipient) => !taken.has(recipientKey(recipient))),
          already: all.filter((recipient) => taken.has(recipientKey(recipient))).map(({ name }) => name),
          greetings: Object.fromEntries(
            greetingLanguages.map((one) => [one, words(one)('invitations:new.defaultGreeting')]),
          ) as Partial<Record<Language, string>>,
          subjects: greetingLanguages.map((one) => ({ language: one, subject: invitationSubject(event, one) })),
        }
      : null,
    address: url.search,
    changeAddress: `?${without.toString()}`,
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const form = await readForm(request, largestSending)
  const submission = parseWithZod(form, { schema: sendingForm })
  const typed = {
    sending: textOf(form.get('sending')) ?? '',
    recipient: form.getAll('recipient').flatMap((value) => textOf(value) ?? []),
    greetings: Object.fromEntries(
      languages.flatMap((one) => {
        const text = textOf(form.get(`greeting.${one}`))
        return text === null ? [] : [[one, text]]
      }),
    ) as Partial<Record<Language, string>>,
  }
  if (submission.status !== 'success' || !person) {
    const errors = (submission.status === 'success' ? {} : submission.error) as Partial<
      Record<string, FieldTrouble[]>
    > | null
    return data({ typed, errors: errors ?? {}, refusal: null }, 400)
  }
  const { sending, recipient, greeting } = submission.value
  const outcome = await createSending(context.db, {
    id: sending,
    eventId: event.id,
    audience: audienceIn(request),
    chosen: recipient,
    greeting: Object.fromEntries(Object.entries(greeting).filter(([, text]) => text)),
    actor: { kind: 'person', personId: person.id },
    now: context.now(),
  })
  if (!outcome.ok) return data({ typed, errors: {}, refusal: outcome.reason }, 409)
  context.announce(eventChanged(event.id))
  context.wake('sendInvitations')
  return redirect(`/events/${event.id}/invitations?part=none`, 303)
}

function textOf(value: FormDataEntryValue | null): string | null {
  return typeof value === 'string' ? value : null
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ''} – Kutsu` }]

export default function InvitePage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('invitations')
  const refusal = page.refusal ?? result?.refusal
  const { list, choices } = page
  const errors: Partial<Record<string, FieldTrouble[]>> = result?.errors ?? {}
  const errorIn = (language: Language) => {
    const word = errors[`greeting.${language}`]?.[0]
    return word && t(`troubles.${word}`)
  }
  return (
    <Narrow padded>
      <Stack gap={30}>
        <div>
          <p>
            <Link to={`/events/${page.eventId}/invitations`}>{t('new.back')}</Link>
          </p>
          <h2>{t('new.title')}</h2>
          {!page.refusal && <p className="mute">{t('new.step', { step: list ? 2 : 1 })}</p>}
        </div>
        {refusal && (
          <Notice
            tone="warn"
            role="alert"
            title={t(`new.refusals.${refusal}`)}
            actions={refusal === 'notPublished' && <Link to={`/events/${page.eventId}`}>{t('list.toEvent')}</Link>}
          >
            {refusal === 'notPublished' && t('new.refusals.notPublishedText')}
          </Notice>
        )}
        {!page.refusal && choices && (
          <AudienceForm
            choices={choices}
            audience={page.audience}
            language={page.language}
            error={page.nobodyPicked ? t('new.pickSomebody') : undefined}
          />
        )}
        {!page.refusal && list?.recipients.length === 0 && (
          <Notice
            title={list.already.length > 0 ? t('new.everybodyInvited') : t('new.nobody')}
            actions={<Link to={page.changeAddress}>{t('new.changePick')}</Link>}
          />
        )}
        {!page.refusal && list && list.recipients.length > 0 && (
          <SendingForm
            // Made anew with each list: a state of ticks belongs to one list.
            key={page.address}
            sending={result?.typed.sending ?? list.sending}
            recipients={list.recipients}
            chosen={result?.typed.recipient ?? null}
            already={list.already}
            greetings={result?.typed.greetings ?? list.greetings}
            subjects={list.subjects}
            errors={{ fi: errorIn('fi'), sv: errorIn('sv'), en: errorIn('en') }}
            address={page.address}
            changeAddress={page.changeAddress}
          />
        )}
      </Stack>
    </Narrow>
  )
}
