import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { RuleForm } from '#app/features/audiences/components/rule-form.tsx'
import { SavedChoice } from '#app/features/audiences/components/saved-choice.tsx'
import { ruleIn } from '#app/features/audiences/forms.ts'
import { audienceOf, audiencesOf, countAudience } from '#app/features/audiences/queries.server.ts'
import { isNobody, lettersOf, nobody } from '#app/features/audiences/rules.ts'
import { audienceChoices } from '#app/features/directory/queries.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { eventChanged } from '#app/features/events/rules.ts'
import { isOpen } from '#app/features/proposals/rules.ts'
import { SurveyList } from '#app/features/topic-surveys/components/survey-list.tsx'
import { SurveyResults } from '#app/features/topic-surveys/components/survey-results.tsx'
import { SurveyStanding } from '#app/features/topic-surveys/components/survey-standing.tsx'
import {
  countUnreminded,
  surveyCounts,
  surveyListOf,
  surveyOfEvent,
  topicsBySupport,
  type Survey,
} from '#app/features/topic-surveys/queries.server.ts'
import { remindSurveyed } from '#app/features/topic-surveys/remind-surveyed.server.ts'
import {
  associationsOnly,
  isSurveyOpen,
  surveyParts,
  surveyReminderRefusal,
} from '#app/features/topic-surveys/rules.ts'
import { saveSurveyDraft } from '#app/features/topic-surveys/save-survey-draft.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { useAnnouncements } from '#app/live/use-announcements.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** Before it is sent: whom to ask. Afterwards: how it goes, and what came of it. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { language, db } = asking.context
  const survey = await surveyOfEvent(db.read, event.id)
  const title = words(language)('topicSurveys:pageTitle', { title: localText(event.title, language).text })
  const common = { eventId: event.id, language, title }
  if (!survey || survey.state === 'draft') {
    return { ...common, sent: null, preparing: await preparingOf(asking, event, survey) }
  }
  return { ...common, sent: await sentOf(asking, event, survey), preparing: null }
}

async function preparingOf({ context }: LoaderFunctionArgs, event: EventDetails, survey: Survey | null) {
  const { read } = context.db
  const audiences = []
  for (const { id, name, rule } of await audiencesOf(read, event.organiserId)) {
    const letters = lettersOf(await countAudience(read, event.organiserId, associationsOnly(rule)))
    if (letters > 0) audiences.push({ id, name, letters })
  }
  const choices = await audienceChoices(read, event.organiserId)
  return {
    over: !isOpen(event, context.now()),
    audiences,
    rule: survey?.audience ?? nobody,
    choices: { ...choices, bodies: [], officials: 0, elected: 0 },
  }
}

async function sentOf({ request, context }: LoaderFunctionArgs, event: EventDetails, survey: Survey) {
  const { read } = context.db
  const { language } = context
  const query = new URL(request.url).searchParams
  const part = surveyParts.find((one) => one === query.get('part')) ?? 'unanswered'
  const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1)
  const now = context.now()
  const dayOf = (at: number) => weekdayAndDay(at, event.timeZone, language)
  return {
    open: isSurveyOpen(survey, event, now),
    until: dayOf(survey.closesAt ?? event.startsAt),
    total: survey.total,
    queued: survey.queued,
    sending: survey.state === 'sending',
    counts: await surveyCounts(read, survey),
    remindable: surveyReminderRefusal(survey, event, now) === null ? await countUnreminded(read, survey) : 0,
    remindedOn: survey.remindedAt === null ? null : dayOf(survey.remindedAt),
    reminded: query.has('reminded'),
    topics: await topicsBySupport(read, event.id),
    organiser: event.organiserName,
    rows: await surveyListOf(read, survey, part, page),
    part,
    page,
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const { db } = context
  const form = await readForm(request)
  const by = { eventId: event.id, actor, now: context.now() }
  const intent = textIn(form, 'intent')
  if (intent === 'remind') {
    const outcome = await remindSurveyed(db, by)
    if (!outcome.ok) return data({ refusal: outcome.reason, rule: null }, 409)
    context.wake('sendSurveys')
    context.announce(eventChanged(event.id))
    return redirect(`/events/${event.id}/survey?reminded`, 303)
  }
  const before = (await surveyOfEvent(db.read, event.id))?.audience ?? nobody
  const chosen = intent === 'start' ? await audienceOf(db.read, event.organiserId, textIn(form, 'audienceId')) : null
  const rule = intent === 'start' ? (chosen?.rule ?? nobody) : ruleIn(form, form.has('clear') ? nobody : before)
  const audience = associationsOnly(rule)
  if (isNobody(audience)) return data({ refusal: undefined, rule: audience }, 400)
  await saveSurveyDraft(db, { ...by, audience })
  return redirect(`/events/${event.id}/survey/send`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function SurveyPage() {
  const { sent, preparing, eventId, language } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation(['topicSurveys', 'audiences'])
  useAnnouncements(eventChanged(eventId))
  if (sent) {
    const { topics, organiser, rows, part, page, counts } = sent
    return (
      <Wrap padded>
        <TwoColumns
          side={<SurveyStanding {...sent} refusal={answer?.refusal} agenda={`/events/${eventId}/agenda#proposals`} />}
        >
          <Stack gap={50}>
            <SurveyResults topics={topics} organiser={organiser} language={language} />
            <SurveyList rows={rows} part={part} page={page} counts={counts} address={`/events/${eventId}/survey`} />
          </Stack>
        </TwoColumns>
      </Wrap>
    )
  }
  return (
    <Narrow padded>
      <Stack gap={30}>
        <div>
          <p>
            <Link to={`/events/${eventId}/proposals`}>{t('start.back')}</Link>
          </p>
          <h2>{t('title')}</h2>
        </div>
        {preparing.over ? (
          <Notice title={t('start.over')} actions={<Link to={`/events/${eventId}`}>{t('start.overBack')}</Link>} />
        ) : (
          <>
            <p>{t('start.lead')}</p>
            <Section title={t('start.whom')}>
              <Stack gap={30}>
                <p className="mute">{t('start.onlyAssociations')}</p>
                <SavedChoice
                  audiences={preparing.audiences}
                  chosen={null}
                  manage={`/events/${eventId}/invitations/audiences`}
                />
                <RuleForm
                  // Made anew when another rule is started from: native ticks belong to one rule.
                  key={JSON.stringify(preparing.rule)}
                  choices={preparing.choices}
                  rule={answer?.rule ?? preparing.rule}
                  language={language}
                  error={answer?.rule ? t('audiences:pick.nobody') : undefined}
                />
              </Stack>
            </Section>
          </>
        )}
      </Stack>
    </Narrow>
  )
}
