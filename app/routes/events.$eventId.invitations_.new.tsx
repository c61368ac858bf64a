import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { RuleForm } from '#app/features/audiences/components/rule-form.tsx'
import { SavedChoice } from '#app/features/audiences/components/saved-choice.tsx'
import { ruleIn } from '#app/features/audiences/forms.ts'
import { audienceOf, audiencesOf, countAudience } from '#app/features/audiences/queries.server.ts'
import { isNobody, lettersOf, nobody } from '#app/features/audiences/rules.ts'
import { audienceChoices } from '#app/features/directory/queries.server.ts'
import { InviteRefusal } from '#app/features/invitations/components/invite-refusal.tsx'
import { InviteStep } from '#app/features/invitations/components/invite-step.tsx'
import { apartFrom, draftOf } from '#app/features/invitations/queries.server.ts'
import { inviteRefusalOf, shownRefusal } from '#app/features/invitations/rules.ts'
import { saveSendingDraft } from '#app/features/invitations/save-sending-draft.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** Whom to call: the first step of inviting. What is chosen is kept for this person until it is sent. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event, person } = await requireInviting(asking)
  const { language, db, now } = asking.context
  const { read } = db
  const draft = await draftOf(read, event.id, person.id)
  const apart = await apartFrom(read, event.id)
  const saved = await audiencesOf(read, event.organiserId)
  const audiences = []
  for (const { id, name, rule } of saved) {
    audiences.push({ id, name, letters: lettersOf(await countAudience(read, event.organiserId, rule, apart)) })
  }
  return {
    eventId: event.id,
    language,
    title: words(language)('audiences:pick.pageTitle', { title: localText(event.title, language).text }),
    refusal: shownRefusal(event, inviteRefusalOf(event, now())),
    rule: draft?.audience ?? nobody,
    from: draft?.audienceId ?? null,
    audiences,
    choices: await audienceChoices(read, event.organiserId),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, person, actor } = await requireInviting(asking)
  const { request, context } = asking
  const { db, now } = context
  const form = await readForm(request)
  const keep = { eventId: event.id, actor, now: now() }
  const list = `/events/${event.id}/invitations/new/list`
  if (form.get('intent') === 'start') {
    const audience = await audienceOf(db.read, event.organiserId, textIn(form, 'audienceId'))
    if (!audience) return data({ rule: nobody }, 409)
    await saveSendingDraft(db, { ...keep, audience: audience.rule, audienceId: audience.id })
    return redirect(list, 303)
  }
  const before = (await draftOf(db.read, event.id, person.id))?.audience ?? nobody
  const rule = ruleIn(form, form.has('clear') ? nobody : before)
  if (isNobody(rule)) return data({ rule }, 400)
  await saveSendingDraft(db, { ...keep, audience: rule })
  return redirect(list, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function PickAudience() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation(['audiences', 'invitations'])
  return (
    <Narrow padded>
      <Stack gap={30}>
        <InviteStep step={1} title={t('pick.title')} hideStep={page.refusal !== null}>
          <Link to={`/events/${page.eventId}/invitations`}>{t('invitations:new.back')}</Link>
        </InviteStep>
        <InviteRefusal refusal={page.refusal} eventId={page.eventId} />
        {!page.refusal && (
          <>
            <SavedChoice
              audiences={page.audiences}
              chosen={page.from}
              manage={`/events/${page.eventId}/invitations/audiences`}
            />
            <RuleForm
              // Made anew when another rule is started from: native ticks belong to one rule.
              key={JSON.stringify(page.rule)}
              choices={page.choices}
              rule={answer?.rule ?? page.rule}
              language={page.language}
              error={answer ? t('pick.nobody') : undefined}
            />
          </>
        )}
      </Stack>
    </Narrow>
  )
}
