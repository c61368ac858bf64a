import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { publishedAgenda } from '#app/features/agenda/queries.server.ts'
import { countAudience, recipientsOf } from '#app/features/audiences/queries.server.ts'
import { lettersOf, nobody } from '#app/features/audiences/rules.ts'
import { nameKey, recipientKey } from '#app/features/directory/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { InviteRefusal } from '#app/features/invitations/components/invite-refusal.tsx'
import { InviteStep } from '#app/features/invitations/components/invite-step.tsx'
import { LetterPreview } from '#app/features/invitations/components/letter-preview.tsx'
import { SendForm } from '#app/features/invitations/components/send-form.tsx'
import { createSending, type SendingRefusal } from '#app/features/invitations/create-sending.server.ts'
import { sendTimeOf, typedTimeIn } from '#app/features/invitations/forms.ts'
import { invitationLetter } from '#app/features/invitations/letters.server.ts'
import { apartFrom, draftOf } from '#app/features/invitations/queries.server.ts'
import { inviteRefusalOf, shownRefusal } from '#app/features/invitations/rules.ts'
import { sendTestLetter } from '#app/features/invitations/send-test-letter.server.ts'
import { GapNotice } from '#app/features/letter-texts/components/gap-notice.tsx'
import { troublesOf } from '#app/features/letter-texts/forms.ts'
import { UnmetNeeds } from '#app/features/needs/components/unmet-needs.tsx'
import { gapsOf } from '#app/features/letter-texts/rules.ts'
import { withoutLinks } from '#app/features/links/rules.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { languages, localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Row, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** Stands for the link that no preview has. */
const noLink = '0'.repeat(20)
/** Recipients that a search for a preview shows at most. */
const mostFound = 10

/** What a person looks at before the letters go: how many, what is missing, and the letter of anybody on the list. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event, person } = await requireInviting(asking)
  const { request, context } = asking
  const { language, db, now } = context
  const { read } = db
  const base = `/events/${event.id}/invitations/new`
  const draft = await draftOf(read, event.id, person.id)
  if (!draft) throw redirect(base)
  const { audience, letter } = draft
  if (Object.keys(letter).length === 0 || Object.keys(troublesOf(letter)).length > 0) throw redirect(`${base}/letter`)
  const apart = await apartFrom(read, event.id)
  const counts = await countAudience(read, event.organiserId, audience, apart)
  const all = (await recipientsOf(read, event.organiserId, audience, apart)).filter(({ email }) => email !== null)
  const { searchParams } = new URL(request.url)
  const who = (searchParams.get('who') ?? '').slice(0, 100)
  const wanted = nameKey(who)
  const examples = languages.flatMap((one) => all.find((recipient) => recipient.language === one) ?? [])
  const chosen = all.find((recipient) => recipientKey(recipient) === searchParams.get('to'))
  const [first] = examples
  const to = chosen ?? first
  const t = words(language)
  const agenda = (await publishedAgenda(read, event.id))?.items ?? []
  const written = to && invitationLetter({ event, letter, agenda }, { ...to, linkId: noLink })
  return {
    base,
    eventId: event.id,
    venue: event.venue,
    language,
    sending: draft.id,
    refusal: shownRefusal(event, inviteRefusalOf(event, now())),
    email: person.email,
    letters: lettersOf(counts),
    unreached: counts.unreached,
    perLanguage: languages.flatMap((one) =>
      counts.letters[one] > 0 ? [{ language: one, count: counts.letters[one] }] : [],
    ),
    gaps: gapsOf(letter, counts.letters),
    shown: written && {
      key: recipientKey(to),
      name: to.name,
      language: to.language,
      subject: written.subject,
      paragraphs: withoutLinks(written.text, t('letterTexts:send.link')).split(/\n{2,}/),
    },
    examples: examples.map((one) => ({ key: recipientKey(one), name: one.name, language: one.language })),
    who,
    found: wanted
      ? all
          .filter(({ name }) => nameKey(name).includes(wanted))
          .slice(0, mostFound)
          .map((one) => ({ key: recipientKey(one), name: one.name }))
      : [],
    tested: searchParams.has('tested'),
    title: t('letterTexts:send.pageTitle', { title: localText(event.title, language).text }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, person, actor } = await requireInviting(asking)
  const { request, context } = asking
  const { db } = context
  const form = await readForm(request)
  const now = context.now()
  const draft = await draftOf(db.read, event.id, person.id)
  if (form.get('intent') === 'test') {
    const key = textIn(form, 'to')
    const all = draft ? await recipientsOf(db.read, event.organiserId, draft.audience) : []
    const recipient = all.find((one) => recipientKey(one) === key)
    if (recipient) await sendTestLetter(db, { eventId: event.id, recipient, actor, now })
    context.wake('deliverMail')
    return redirect(
      `/events/${event.id}/invitations/new/send?${new URLSearchParams({ to: key }).toString()}&tested`,
      303,
    )
  }
  const typed = typedTimeIn(form)
  const time = sendTimeOf(typed, event.timeZone)
  const no = (refusal: SendingRefusal | 'dayWrong' | 'timeWrong') => data({ refusal, typed }, 409)
  if (!time.ok) return no(time.reason)
  const id = textIn(form, 'sending')
  if (draft && draft.id !== id) return no('letterWrong')
  const outcome = await createSending(db, {
    id,
    eventId: event.id,
    // Sent a moment ago: the sending of that id is found there, whatever is said here.
    audience: draft?.audience ?? nobody,
    letter: draft?.letter ?? {},
    sendAt: time.at,
    anyway: form.has('anyway'),
    actor,
    now,
  })
  if (!outcome.ok) return no(outcome.reason)
  context.announce(eventChanged(event.id))
  context.wake('sendInvitations')
  const what = time.at === null ? `part=none&sent=${String(outcome.total)}` : 'planned'
  return redirect(`/events/${event.id}/invitations?${what}`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Where each refusal about the time stands. */
const timeFields = { dayWrong: 'day', timeWrong: 'time', past: 'day', afterStart: 'day', afterAnswerBy: 'day' } as const

export default function SendPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation('letterTexts')
  const refused = answer?.refusal
  const field = refused !== undefined && refused in timeFields ? timeFields[refused as keyof typeof timeFields] : null
  return (
    <Narrow padded>
      <Stack gap={36}>
        <InviteStep step={4} title={t('send.title')} hideStep={page.refusal !== null}>
          <Link to={`${page.base}/letter`}>{t('send.letter')}</Link>
        </InviteStep>
        <InviteRefusal refusal={page.refusal} eventId={page.eventId} />
        {page.tested && !answer && <Notice tone="ok" role="status" title={t('send.tested', { email: page.email })} />}
        {refused && !field && refused !== 'gaps' && !page.refusal && (
          <Notice tone="alert" role="alert" title={t(`refusals.${refused}`)} />
        )}
        <Facts
          rows={[
            { term: t('send.letters'), text: page.letters },
            ...(page.perLanguage.length > 1
              ? page.perLanguage.map(({ language, count }) => ({
                  term: t(`send.perLanguage.${language}`),
                  text: count,
                }))
              : []),
            ...(page.unreached > 0 ? [{ term: t('send.unreached'), text: page.unreached }] : []),
          ]}
        />
        {page.venue && <UnmetNeeds venue={page.venue} counts={null} language={page.language} />}
        <GapNotice gaps={page.gaps} fix={`${page.base}/letter`} insisted={refused === 'gaps'} />
        {page.shown && (
          <LetterPreview
            key={page.who}
            shown={page.shown}
            examples={page.examples}
            who={page.who}
            found={page.found}
            email={page.email}
          />
        )}
        {!page.refusal && page.letters + page.unreached > 0 && (
          <SendForm
            sending={page.sending}
            letters={page.letters}
            anyway={page.gaps.length > 0}
            typed={answer?.typed ?? { when: 'now', day: '', time: '' }}
            errors={field && refused ? { [field]: t(`refusals.${refused}`) } : {}}
          />
        )}
        <Row>
          <Link to={`${page.base}/letter`}>{t('send.letter')}</Link>
          <Link to={`${page.base}/list`}>{t('send.list')}</Link>
        </Row>
      </Stack>
    </Narrow>
  )
}
