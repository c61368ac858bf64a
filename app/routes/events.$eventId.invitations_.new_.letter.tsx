import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { InviteStep } from '#app/features/invitations/components/invite-step.tsx'
import { placeholderFacts } from '#app/features/invitations/letters.server.ts'
import { draftOf } from '#app/features/invitations/queries.server.ts'
import { saveSendingDraft } from '#app/features/invitations/save-sending-draft.server.ts'
import { LetterForm } from '#app/features/letter-texts/components/letter-form.tsx'
import { PlaceholderList } from '#app/features/letter-texts/components/placeholder-list.tsx'
import { textsIn, troublesOf } from '#app/features/letter-texts/forms.ts'
import { firstTexts, firstVersion } from '#app/features/letter-texts/letters.server.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { isLanguage, localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** What the letter says, in each language: begun with the product's own wording, in the languages of the event. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event, person } = await requireInviting(asking)
  const { context, request } = asking
  const { language, db } = context
  const draft = await draftOf(db.read, event.id, person.id)
  const kept = draft?.letter ?? {}
  const signer = await personById(db.read, person.id)
  return {
    eventId: event.id,
    language,
    texts: Object.keys(kept).length > 0 ? kept : firstTexts(event.languages, event.organiserName, signer),
    facts: placeholderFacts(event, '', language),
    saved: new URL(request.url).searchParams.has('saved'),
    title: words(language)('letterTexts:pageTitle', { title: localText(event.title, language).text }),
  }
}

/** Keeps the letter as it was typed, whatever is wrong in it, and goes on only when nothing is. */
export async function action(asking: ActionFunctionArgs) {
  const { event, person, actor } = await requireInviting(asking)
  const { request, context } = asking
  const form = await readForm(request)
  const letter = textsIn(form)
  const begin = form.get('begin')
  if (isLanguage(begin)) {
    letter[begin] ??= firstVersion(begin, event.organiserName, await personById(context.db.read, person.id))
  }
  const troubles = isLanguage(begin) ? {} : troublesOf(letter)
  const tooLong = Object.values(troubles).some(({ trouble }) => trouble === 'long')
  if (!tooLong && Object.keys(letter).length > 0) {
    await saveSendingDraft(context.db, { eventId: event.id, letter, actor, now: context.now() })
  }
  if (Object.keys(troubles).length > 0) return data({ texts: letter, troubles }, 400)
  const page = `/events/${event.id}/invitations/new`
  if (isLanguage(begin)) return redirect(`${page}/letter#letter-${begin}.subject`, 303)
  return redirect(form.get('go') === 'stay' ? `${page}/letter?saved` : `${page}/send`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function LetterPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation('letterTexts')
  return (
    <Narrow padded>
      <Stack gap={36}>
        <InviteStep step={3} title={t('title')}>
          <Link to={`/events/${page.eventId}/invitations/new/list`}>{t('back')}</Link>
        </InviteStep>
        {page.saved && !answer && <Notice tone="ok" role="status" title={t('saved')} />}
        <p className="mute">{t('hint')}</p>
        <LetterForm
          // A language that was begun brings fields of its own; what was typed meanwhile is in the draft.
          key={Object.keys(page.texts).join()}
          texts={answer?.texts ?? page.texts}
          troubles={answer?.troubles ?? {}}
        />
        <PlaceholderList facts={page.facts} language={page.language} />
      </Stack>
    </Narrow>
  )
}
