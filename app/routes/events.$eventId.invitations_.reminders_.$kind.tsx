import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameKey } from '#app/features/directory/rules.ts'
import { LetterPreview } from '#app/features/invitations/components/letter-preview.tsx'
import { placeholderFacts } from '#app/features/invitations/letters.server.ts'
import { shownRefusal } from '#app/features/invitations/rules.ts'
import { GapNotice } from '#app/features/letter-texts/components/gap-notice.tsx'
import { LetterForm } from '#app/features/letter-texts/components/letter-form.tsx'
import { PlaceholderList } from '#app/features/letter-texts/components/placeholder-list.tsx'
import { textsIn, troublesOf } from '#app/features/letter-texts/forms.ts'
import { gapsOf } from '#app/features/letter-texts/rules.ts'
import { withoutLinks } from '#app/features/links/rules.ts'
import { reminderLetter, usualTexts, usualVersion } from '#app/features/reminders/letters.server.ts'
import { invitedToShow, reminderFacts } from '#app/features/reminders/queries.server.ts'
import { autoReminderKinds, settingRefusalOf } from '#app/features/reminders/rules.ts'
import { saveAutoReminder } from '#app/features/reminders/save-auto-reminder.server.ts'
import { sendTestReminder } from '#app/features/reminders/send-test-reminder.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { isLanguage, languages, localText, type Language } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** Recipients that a search for a preview shows at most. */
const mostFound = 10

type Args = LoaderFunctionArgs | ActionFunctionArgs

async function requireReminder(asking: Args) {
  const inviting = await requireInviting(asking)
  const kind = autoReminderKinds.find((each) => each === asking.params.kind)
  if (!kind) throw new Response(null, { status: 404 })
  return { ...inviting, kind }
}

/** What an automatic reminder says, in each language, and how it looks to any of the invited. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event, person, kind } = await requireReminder(asking)
  const { request, context } = asking
  const { language, db } = context
  const t = words(language)
  const facts = await reminderFacts(db.read, event, kind)
  const own = Object.keys(facts.letter).length > 0
  const { searchParams } = new URL(request.url)
  const who = (searchParams.get('who') ?? '').slice(0, 100)
  const wanted = nameKey(who)
  const all = await invitedToShow(db.read, event.id, kind)
  const examples = languages.flatMap((one) => all.find((invited) => invited.language === one) ?? [])
  const readers = Object.fromEntries(
    languages.map((one) => [one, all.filter((invited) => invited.language === one).length]),
  ) as Record<Language, number>
  const to = all.find(({ id }) => id === searchParams.get('to')) ?? all[0]
  const written = to && reminderLetter(kind, facts, { ...to, linkId: to.linkId ?? '', people: Math.max(1, to.people) })
  const refusal = settingRefusalOf(event, context.now())
  return {
    back: `/events/${event.id}/invitations/reminders`,
    kind,
    language,
    own,
    email: person.email,
    refusal: refusal && shownRefusal(event, refusal),
    texts: own ? facts.letter : usualTexts(kind, event),
    facts: placeholderFacts(event, '', language),
    // A reminder is short anyway: only who would read it in another language is told.
    gaps: own ? gapsOf(facts.letter, readers).filter(({ missing }) => missing === 'version') : [],
    shown: written && {
      key: to.id,
      name: to.name,
      language: to.language,
      subject: written.subject,
      // As its reader will see it, but for the address, which is theirs alone.
      paragraphs: withoutLinks(written.text, t('letterTexts:send.link')).split(/\n{2,}/),
    },
    examples: examples.map((one) => ({ key: one.id, name: one.name, language: one.language })),
    who,
    found: wanted
      ? all
          .filter(({ name }) => nameKey(name).includes(wanted))
          .slice(0, mostFound)
          .map(({ id, name }) => ({ key: id, name }))
      : [],
    done: (['saved', 'tested', 'usual'] as const).find((one) => searchParams.has(one)) ?? null,
    title: t('reminders:text.pageTitle', { title: localText(event.title, language).text }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor, kind } = await requireReminder(asking)
  const { request, context } = asking
  const form = await readForm(request)
  const page = `/events/${event.id}/invitations/reminders/${kind}`
  const about = { eventId: event.id, kind, actor, now: context.now() }
  const intent = textIn(form, 'intent')
  if (intent === 'test') {
    const invitationId = textIn(form, 'to')
    const outcome = await sendTestReminder(context.db, { ...about, invitationId })
    if (!outcome.ok) return data({ texts: null, troubles: {}, refused: outcome.reason }, 409)
    context.wake('deliverMail')
    return redirect(`${page}?${new URLSearchParams({ to: invitationId }).toString()}&tested`, 303)
  }
  if (intent === 'usual') {
    await saveAutoReminder(context.db, { ...about, letter: {} })
    return redirect(`${page}?usual`, 303)
  }
  const letter = textsIn(form)
  const begin = form.get('begin')
  if (isLanguage(begin)) {
    letter[begin] ??= usualVersion(kind, begin, {
      voice: 'group',
      organiser: event.organiserName,
      signer: event.convener,
    })
  }
  const troubles = troublesOf(letter)
  if (Object.keys(troubles).length > 0) return data({ texts: letter, troubles, refused: null }, 400)
  // Unlike an invitation it goes out by itself: what is kept can be sent as it is.
  await saveAutoReminder(context.db, { ...about, letter })
  if (isLanguage(begin)) return redirect(`${page}#letter-${begin}.subject`, 303)
  return redirect(form.get('go') === 'stay' ? `${page}?saved` : `${page}?saved#preview`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

const doneWords = { saved: 'letterTexts:saved', tested: 'text.tested', usual: 'text.usualDone' } as const

export default function ReminderText() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation(['reminders', 'letterTexts'])
  const { kind } = page
  return (
    <Narrow padded>
      <Stack gap={36}>
        <Stack gap={14}>
          <p>
            <Link to={page.back}>{t('text.back')}</Link>
          </p>
          <h2>{t(`text.${kind}`)}</h2>
          <p className="mute">{t(kind === 'coming' ? 'text.hintComing' : 'text.hintUnanswered')}</p>
        </Stack>
        {page.refusal && <Notice tone="warn" title={t(`refusals.${page.refusal}`)} />}
        {page.done && !answer && (
          <Notice tone="ok" role="status" title={t(doneWords[page.done], { email: page.email })} />
        )}
        {answer?.refused && <Notice tone="warn" role="alert" title={t('text.letterWrong')} />}
        {!page.refusal && (
          <>
            <GapNotice gaps={page.gaps} fix="#letter-form" insisted={false} />
            <div id="letter-form">
              <LetterForm
                // A language that was begun brings fields of its own, and so does the text that was brought back.
                key={`${Object.keys(page.texts).join()} ${String(page.own)}`}
                texts={answer?.texts ?? page.texts}
                troubles={answer?.troubles ?? {}}
              />
            </div>
            <PlaceholderList facts={page.facts} language={page.language} />
            {page.own && (
              <Form method="post" preventScrollReset>
                <Stack gap={8}>
                  <div>
                    <Button name="intent" value="usual" variant="outlined" small>
                      {t('text.usual')}
                    </Button>
                  </div>
                  <p className="small mute">{t('text.usualHint')}</p>
                </Stack>
              </Form>
            )}
          </>
        )}
        {page.shown ? (
          <LetterPreview
            shown={page.shown}
            examples={page.examples}
            who={page.who}
            found={page.found}
            email={page.email}
          />
        ) : (
          <p>{t('text.nobody')}</p>
        )}
      </Stack>
    </Narrow>
  )
}
