import { parseWithZod } from '@conform-to/zod/v4'
import {
  data,
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { audienceChoices, recipientsOf } from '#app/features/directory/queries.server.ts'
import type { Audience } from '#app/features/directory/rules.ts'
import { eventById, type EventDetails } from '#app/features/events/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { AudienceForm } from '#app/features/invitations/components/audience-form.tsx'
import { SendingForm } from '#app/features/invitations/components/sending-form.tsx'
import { createSending, type SendingRefusal } from '#app/features/invitations/create-sending.server.ts'
import { audienceForm, audienceOf, isNobody, sendingForm, type FieldTrouble } from '#app/features/invitations/forms.ts'
import { invitationSubject } from '#app/features/invitations/letters.server.ts'
import { invitedKeys, waitingKeys, withdrawnKeys } from '#app/features/invitations/queries.server.ts'
import { inviteRefusalOf, recipientKey } from '#app/features/invitations/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { newId } from '#app/lib/ids.ts'
import { languages, localText, type Language } from '#app/lib/languages.ts'
import { plainFields, readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Narrow, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

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

/** The audience that a form says, or the address of its list. */
function audienceIn(fields: FormData | URLSearchParams): Audience {
  const parsed = parseWithZod(fields, { schema: audienceForm })
  return audienceOf(parsed.status === 'success' ? parsed.value : audienceForm.parse({}))
}

function audienceAt(request: Request): Audience {
  return audienceIn(plainFields(new URL(request.url).searchParams))
}

/** The exact list of an audience, and what goes along to those on it. */
async function listOf({ db: { read } }: AppLoadContext, event: EventDetails, audience: Audience) {
  const taken = new Set([...(await invitedKeys(read, event.id)), ...(await waitingKeys(read, event.id))])
  const withdrawn = await withdrawnKeys(read, event.id)
  const all = await recipientsOf(read, event.organiserId, audience)
  const spoken: Language[] = languages.filter((one) => event.languages.includes(one))
  const greetings = spoken.map((one) => [one, words(one)('invitations:new.defaultGreeting')])
  return {
    sending: newId(),
    recipients: all.filter((recipient) => !taken.has(recipientKey(recipient))),
    /** Whose invitation was withdrawn: asked again only if the convener leaves the tick. */
    withdrawn: all.map(recipientKey).filter((key) => withdrawn.has(key)),
    already: all.filter((recipient) => taken.has(recipientKey(recipient))).map(({ name }) => name),
    greetings: Object.fromEntries(greetings) as Greetings,
    subjects: spoken.map((one) => ({ language: one, subject: invitationSubject(event, one) })),
  }
}

type Greetings = Partial<Record<Language, string>>

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireEvent(asking)
  const { request, context } = asking
  const { language } = context
  const url = new URL(request.url)
  const audience = audienceAt(request)
  const listed = url.searchParams.has('list') && !isNobody(audience)
  return {
    eventId: event.id,
    language,
    title: words(language)('invitations:new.pageTitle', { title: localText(event.title, language).text }),
    refusal: shownRefusal(event, inviteRefusalOf(event, context.now())),
    audience,
    nobodyPicked: url.searchParams.has('list') && isNobody(audience),
    choices: listed ? null : await audienceChoices(context.db.read, event.organiserId),
    list: listed ? await listOf(context, event, audience) : null,
    address: url.search,
  }
}

/** A cancelled event is not published either, but that is not what its convener should do next. */
function shownRefusal<Refusal>(event: EventDetails, refusal: Refusal): Refusal | 'cancelled' {
  return refusal === 'notPublished' && event.state === 'cancelled' ? 'cancelled' : refusal
}

/** Sends; or goes back to the choice, and from there to another list, with what was typed going along. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person } = await requireEvent(asking)
  const { request, context } = asking
  const form = await readForm(request, largestSending)
  const audience = audienceAt(request)
  if (form.has('change')) return pickAgain(form, audience, await listOf(context, event, audience))
  if (form.has('list')) return listAnother(form, await listOf(context, event, audienceIn(form)))

  const submission = parseWithZod(form, { schema: sendingForm })
  const again = async (errors: GreetingErrors, refusal: SendingRefusal | 'cancelled' | null) => ({
    step: 'list' as const,
    list: await listOf(context, event, audience),
    address: new URL(request.url).search,
    typed: {
      sending: textOf(form.get('sending')) ?? '',
      recipient: textsOf(form, 'recipient'),
      greetings: greetingsOf(form),
    },
    errors,
    refusal,
  })
  if (submission.status !== 'success' || !person) {
    const errors = submission.status === 'success' ? null : (submission.error as GreetingErrors | null)
    return data(await again(errors ?? {}, null), 400)
  }
  const { sending, recipient, greeting } = submission.value
  const outcome = await createSending(context.db, {
    id: sending,
    eventId: event.id,
    audience,
    chosen: recipient,
    greeting: Object.fromEntries(Object.entries(greeting).filter(([, text]) => text)),
    actor: { kind: 'person', personId: person.id },
    now: context.now(),
  })
  if (!outcome.ok) return data(await again({}, shownRefusal(event, outcome.reason)), 409)
  context.announce(eventChanged(event.id))
  context.wake('sendInvitations')
  return redirect(`/events/${event.id}/invitations?part=none&sent=${String(outcome.total)}`, 303)
}

type List = Awaited<ReturnType<typeof listOf>>

/** From the list back to the choice: the greetings go along, and who had no tick. */
function pickAgain(form: FormData, audience: Audience, list: List) {
  const ticked = new Set(textsOf(form, 'recipient'))
  const left = list.recipients.map(recipientKey).filter((key) => !ticked.has(key))
  return data({ step: 'pick' as const, audience, trouble: null, carried: { greetings: greetingsOf(form), left } })
}

/** From another choice on to its list; or the choice again, when nobody new is in it. */
function listAnother(form: FormData, list: List) {
  const audience = audienceIn(form)
  const greetings = greetingsOf(form)
  const left = new Set(textsOf(form, 'left'))
  if (list.recipients.length === 0) {
    const trouble: 'pickSomebody' | ReturnType<typeof nobodyIn> = isNobody(audience) ? 'pickSomebody' : nobodyIn(list)
    return data({ step: 'pick' as const, audience, trouble, carried: { greetings, left: [...left] } }, 400)
  }
  const recipient = list.recipients.map(recipientKey).filter((key) => !left.has(key))
  const typed = { sending: list.sending, recipient, greetings }
  return data({ step: 'list' as const, list, address: addressOf(form), typed, errors: {}, refusal: null })
}

function nobodyIn({ already }: Pick<List, 'already'>): 'everybodyInvited' | 'nobody' {
  return already.length > 0 ? 'everybodyInvited' : 'nobody'
}

function greetingsOf(form: FormData): Greetings {
  return Object.fromEntries(languages.flatMap((one) => textsOf(form, `greeting.${one}`).map((text) => [one, text])))
}

type GreetingErrors = Partial<Record<string, FieldTrouble[]>>

/** The address of the list of the audience that a form says, as the form itself would make it by GET. */
function addressOf(form: FormData): string {
  const fields = [...Object.keys(audienceForm.shape), 'list']
  const said = fields.flatMap((name) => textsOf(form, name).map((value) => [name, value]))
  return `?${new URLSearchParams(said).toString()}`
}

function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).flatMap((value) => textOf(value) ?? [])
}

function textOf(value: FormDataEntryValue | null): string | null {
  return typeof value === 'string' ? value : null
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ''} – Kutsu` }]

export default function InvitePage() {
  const page = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('invitations')
  const picked = result?.step === 'pick' ? result : null
  const listed = result?.step === 'list' ? result : null
  const list = picked ? null : (listed?.list ?? page.list)
  const address = listed?.address ?? page.address
  const trouble = picked ? picked.trouble : page.nobodyPicked ? ('pickSomebody' as const) : null
  const refusal = page.refusal ?? listed?.refusal
  const errors: GreetingErrors = listed?.errors ?? {}
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
        {refusal && refusal !== 'nobody' && (
          <Notice
            tone="warn"
            role="alert"
            title={t(`new.refusals.${refusal}`)}
            actions={refusal === 'notPublished' && <Link to={`/events/${page.eventId}`}>{t('list.toEvent')}</Link>}
          >
            {refusal === 'notPublished' && t('new.refusals.notPublishedText')}
          </Notice>
        )}
        {!page.refusal && !list && page.choices && (
          <AudienceForm
            choices={page.choices}
            audience={picked?.audience ?? page.audience}
            carried={picked?.carried ?? null}
            language={page.language}
            error={trouble ? t(`new.${trouble}`) : undefined}
          />
        )}
        {!page.refusal && list?.recipients.length === 0 && (
          <Notice
            title={t(`new.${nobodyIn(list)}`)}
            actions={<Link to={withoutList(address)}>{t('new.changePick')}</Link>}
          />
        )}
        {!page.refusal && list && list.recipients.length > 0 && (
          <SendingForm
            // Made anew with each list: a state of ticks belongs to one list.
            key={address}
            sending={listed?.typed.sending ?? list.sending}
            recipients={list.recipients}
            chosen={listed?.typed.recipient ?? null}
            withdrawn={list.withdrawn}
            already={list.already}
            greetings={listed?.typed.greetings ?? list.greetings}
            subjects={list.subjects}
            errors={{
              recipient: refusal === 'nobody' ? t('new.refusals.nobody') : undefined,
              fi: errorIn('fi'),
              sv: errorIn('sv'),
              en: errorIn('en'),
            }}
            address={address}
            changeAddress={withoutList(address)}
          />
        )}
      </Stack>
    </Narrow>
  )
}

/** The address where an audience is chosen, from the address of its list. */
function withoutList(address: string): string {
  const query = new URLSearchParams(address)
  query.delete('list')
  return `?${query.toString()}`
}
