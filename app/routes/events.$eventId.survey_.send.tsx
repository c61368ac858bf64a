import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { MemberList } from '#app/features/audiences/components/member-list.tsx'
import { listQuery } from '#app/features/audiences/forms.ts'
import { audiencePage, countAudience } from '#app/features/audiences/queries.server.ts'
import { addedTo, lettersOf, recipientOf, takenOut } from '#app/features/audiences/rules.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { withoutLinks } from '#app/features/links/rules.ts'
import { SurveyForm } from '#app/features/topic-surveys/components/survey-form.tsx'
import { surveyOf, textTroubles, typedSurveyIn, type SurveyTrouble } from '#app/features/topic-surveys/forms.ts'
import { topicSurveyLetter } from '#app/features/topic-surveys/letters.server.ts'
import { surveyOfEvent } from '#app/features/topic-surveys/queries.server.ts'
import { closingRefusal, missingTexts } from '#app/features/topic-surveys/rules.ts'
import { saveSurveyDraft } from '#app/features/topic-surveys/save-survey-draft.server.ts'
import { startSurvey } from '#app/features/topic-surveys/start-survey.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { isoDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { plainFields, readForm, textIn } from '#app/lib/read-form.ts'
import { Box } from '#app/ui/box.tsx'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** The exact list of whom the survey asks, what it says and until when; sends it. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { request, context } = asking
  const { read } = context.db
  const { language } = context
  const survey = await surveyOfEvent(read, event.id)
  if (survey?.state !== 'draft') throw redirect(`/events/${event.id}/survey`)
  const query = listQuery.parse(Object.fromEntries(plainFields(new URL(request.url).searchParams)))
  const { audience, text, closesAt } = survey
  const counts = await countAudience(read, event.organiserId, audience)
  const t = words(language)
  const invitee = { name: localText(event.organiserName, language).text, language, linkId: '0'.repeat(20) }
  const letter = topicSurveyLetter({ event, text, closesAt: closesAt ?? event.startsAt, invitee })
  return {
    eventId: event.id,
    language,
    page: query.page,
    counts: { letters: lettersOf(counts), unreached: counts.unreached },
    missing: missingTexts(text, counts.letters).filter((one) => one.language !== 'fi'),
    shown: await audiencePage(read, event.organiserId, audience, { ...query, text: '', part: 'called' }),
    typed: {
      text: { fi: text.fi ?? '', sv: text.sv ?? '', en: text.en ?? '' },
      day: closesAt === null ? '' : isoDay(closesAt, event.timeZone),
    },
    kept: new URL(request.url).searchParams.has('kept'),
    letter: text.fi ? { subject: letter.subject, text: withoutLinks(letter.text, t('topicSurveys:send.link')) } : null,
    title: t('topicSurveys:pageTitle', { title: localText(event.title, language).text }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const { db } = context
  const form = await readForm(request)
  const by = { eventId: event.id, actor, now: context.now() }
  const here = `/events/${event.id}/survey/send`
  const survey = await surveyOfEvent(db.read, event.id)
  if (survey?.state !== 'draft') return redirect(`/events/${event.id}/survey`, 303)
  if (form.get('intent') === 'single') {
    const key = textIn(form, 'out') || textIn(form, 'back')
    if (recipientOf(key)?.kind !== 'association') throw new Response(null, { status: 400 })
    const audience = form.has('out') ? takenOut(survey.audience, key) : addedTo(survey.audience, key)
    await saveSurveyDraft(db, { ...by, audience })
    return redirect(here + new URL(request.url).search, 303)
  }
  const typed = typedSurveyIn(form)
  const { text, closesAt } = surveyOf(typed, event.timeZone)
  const sends = form.get('intent') === 'send'
  const troubles: Partial<Record<string, SurveyTrouble>> = textTroubles(text)
  if (closesAt === null) troubles.day = 'dayWrong'
  else {
    const day = closingRefusal(event, closesAt, context.now())
    if (day) troubles.day = day
  }
  // A draft may be half; what is too long for it is told all the same.
  const wrong = Object.values(troubles).some((one) => sends || one === 'textLong')
  if (wrong) return data({ typed, troubles, refusal: null }, 400)
  const kept = await saveSurveyDraft(db, { ...by, text, closesAt })
  if (!kept.ok) return data({ typed, troubles: {}, refusal: 'over' as const }, 409)
  if (!sends) return redirect(`${here}?kept`, 303)
  const outcome = await startSurvey(db, by)
  if (!outcome.ok) {
    return data(
      { typed, troubles: {}, refusal: outcome.reason === 'nobody' ? ('nobody' as const) : ('over' as const) },
      409,
    )
  }
  context.wake('sendSurveys')
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/survey`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function SendSurvey() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation(['topicSurveys', 'proposals'])
  const { counts, shown, language, letter } = page
  const here = `/events/${page.eventId}/survey/send`
  return (
    <Narrow padded>
      <Stack gap={36}>
        <div>
          <p>
            <Link to={`/events/${page.eventId}/survey`}>{t('send.change')}</Link>
          </p>
          <h2>{t('send.title')}</h2>
        </div>
        {page.kept && !answer && <Notice tone="ok" role="status" title={t('send.kept')} />}
        {answer && <Notice tone="alert" role="alert" title={t(`troubles.${answer.refusal ?? 'notSent'}`)} />}
        <Stack gap={10}>
          <p className="lead">{counts.letters > 0 ? t('send.letters', { count: counts.letters }) : t('send.nobody')}</p>
          {counts.unreached > 0 && <p>{t('send.unreached', { count: counts.unreached })}</p>}
          {page.missing.map((one) => (
            <Notice key={one.language} tone="warn">
              {t('send.missing', { count: one.count, language: t(`proposals:languages.${one.language}`) })}
            </Notice>
          ))}
        </Stack>
        <SurveyForm typed={answer?.typed ?? page.typed} troubles={answer?.troubles ?? {}} letters={counts.letters} />
        {letter && (
          <details>
            <summary>{t('send.preview')}</summary>
            <Box tone="outlined">
              <p>
                <b>{letter.subject}</b>
              </p>
              <p style={{ whiteSpace: 'pre-line', marginTop: 12, overflowWrap: 'anywhere' }}>{letter.text}</p>
            </Box>
          </details>
        )}
        <Section title={t('send.members')} level={3}>
          <MemberList
            members={shown.members}
            found={shown.found}
            page={page.page}
            withdrawn={[]}
            language={language}
            addressOf={(wanted) => `${here}?page=${String(wanted)}`}
          />
        </Section>
      </Stack>
    </Narrow>
  )
}
