import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, useActionData, useLoaderData, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { changeForm, inWords } from '#app/features/proposals/forms.ts'
import { isOpen, usualMinutes } from '#app/features/proposals/rules.ts'
import { SurveyHead } from '#app/features/topic-surveys/components/survey-head.tsx'
import { TopicForm } from '#app/features/topic-surveys/components/topic-form.tsx'
import { TopicList } from '#app/features/topic-surveys/components/topic-list.tsx'
import { linkPress } from '#app/features/topic-surveys/forms.ts'
import { proposeByLink } from '#app/features/topic-surveys/propose-by-link.server.ts'
import { topicsFor } from '#app/features/topic-surveys/queries.server.ts'
import { isSurveyOpen, mostTopics } from '#app/features/topic-surveys/rules.ts'
import { supportByLink } from '#app/features/topic-surveys/support-by-link.server.ts'
import { withdrawByLink } from '#app/features/topic-surveys/withdraw-by-link.server.ts'
import { requireAskedForTopics } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Row, Section, Stack } from '#app/ui/page.tsx'
import { Trouble, troubleOf } from '#app/ui/trouble.tsx'
import type { RouteHandle } from '#app/root.tsx'

/** As the answer page, it needs no script and ships none. */
export const handle: RouteHandle = { script: false }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { invitee, survey, event } = await requireAskedForTopics({ params, context })
  const { language, now } = context
  const query = new URL(request.url).searchParams
  const topics = await topicsFor(context.db.read, event.id, invitee.associationId)
  const withdrawing = topics.find(({ id, withdrawable }) => withdrawable && id === query.get('withdraw'))
  return {
    language,
    event,
    name: invitee.name,
    text: survey.text,
    until: weekdayAndDay(survey.closesAt ?? event.startsAt, event.timeZone, language),
    open: isSurveyOpen(survey, event, now()),
    eventOpen: isOpen(event, now()),
    topics,
    full: topics.filter(({ own }) => own).length >= mostTopics,
    withdrawing: withdrawing && { id: withdrawing.id, title: withdrawing.title },
    saved: savedIn(query),
    newId: newId(),
    address: `/topics/${params.token ?? ''}?lang=${language}`,
    title: words(language)('topicSurveys:page.title', { title: localText(event.title, language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? 'Kutsu')

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { subjectId, linkId } = await requireAskedForTopics({ params, context })
  const form = await readForm(request)
  const typed = {
    title: textIn(form, 'title'),
    why: textIn(form, 'why'),
    speaker: textIn(form, 'speaker'),
    minutes: textIn(form, 'minutes'),
  }
  if (await context.tooOften('answer', linkId)) return data({ typed, refused: 'tooOften' } as const, 429)
  const press = linkPress.safeParse(Object.fromEntries(form))
  if (!press.success) throw new Response(null, { status: 400 })
  const { intent, proposal } = press.data
  const by = { subjectId, actor: { kind: 'link', linkId } as const, now: context.now() }
  const outcome = await (async () => {
    if (intent === 'withdraw') return withdrawByLink(context.db, { ...by, proposalId: proposal })
    if (intent !== 'propose')
      return supportByLink(context.db, { ...by, proposalId: proposal, supports: intent === 'support' })
    if (typed.minutes.trim() === '') form.set('minutes', String(usualMinutes))
    const submission = parseWithZod(form, { schema: changeForm })
    if (submission.status !== 'success') return { ok: false as const, reason: null, reply: submission.reply() }
    return proposeByLink(context.db, { ...by, id: proposal || newId(), topic: submission.value })
  })()
  if (!outcome.ok && outcome.reason === null) {
    const { error } = inWords(outcome.reply, words(context.language))
    const errors = Object.fromEntries(Object.entries(error ?? {}).map(([field, told]) => [field, told?.[0]]))
    return data({ typed, refused: null, errors }, 400)
  }
  if (!outcome.ok) return data({ typed, refused: outcome.reason }, 409)
  context.announce(eventChanged(outcome.eventId))
  const back = `/topics/${params.token ?? ''}?lang=${context.language}&saved=${intent}&proposal=${proposal}`
  return redirect(`${back}#${proposal}`, 303)
}

/** What the press before this page did, and to which topic. */
function savedIn(query: URLSearchParams) {
  const press = linkPress.safeParse({ intent: query.get('saved'), proposal: query.get('proposal') ?? '' })
  return press.success ? { what: press.data.intent, topic: press.data.proposal } : null
}

export default function Topics() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation('topicSurveys')
  const { event, language, address, open, topics, withdrawing, saved, until } = page
  const organiser = localText(event.organiserName, language).text
  const errors = result && 'errors' in result ? result.errors : {}
  return (
    <>
      <SurveyHead event={event} name={page.name} language={language} />
      <Narrow padded>
        <Stack gap={40}>
          {result?.refused && <Notice tone="alert" role="alert" title={t(`page.refusals.${result.refused}`)} />}
          {result?.refused === null && <Notice tone="alert" role="alert" title={t('page.notSaved')} />}
          {saved?.what === 'withdraw' && !result && <Notice tone="ok" role="status" title={t('page.saved.withdraw')} />}
          {withdrawing && open && !result && (
            <Notice
              tone="alert"
              role="alert"
              title={t('page.withdrawSure', { title: withdrawing.title })}
              actions={
                <form method="post" action={address}>
                  <input type="hidden" name="proposal" value={withdrawing.id} />
                  <Row>
                    <Button variant="danger" name="intent" value="withdraw">
                      {t('page.withdraw')}
                    </Button>
                    <a href={address}>{t('page.withdrawKeep')}</a>
                  </Row>
                </form>
              }
            >
              {t('page.withdrawText')}
            </Notice>
          )}
          {open ? (
            <Stack gap={14}>
              <div style={{ whiteSpace: 'pre-line' }}>
                <Local text={page.text} language={language} />
              </div>
              <p>
                <b>{t('page.until', { day: until })}</b>
              </p>
              <p className="small mute">{t('page.voice')}</p>
            </Stack>
          ) : (
            <Notice title={t('page.closed')}>
              {page.eventOpen ? t('page.closedText', { day: until }) : t('page.closedEvent')}
            </Notice>
          )}
          <Section title={t('page.topics')} id="topics">
            {topics.length === 0 ? (
              <p className="mute">{t(open ? 'page.none' : 'page.noneClosed')}</p>
            ) : (
              <TopicList
                topics={topics}
                organiser={organiser}
                language={language}
                address={address}
                open={open}
                saved={result ? null : saved}
              />
            )}
          </Section>
          {open && page.full && <p>{t('page.many', { most: mostTopics })}</p>}
          {open && !page.full && (
            <TopicForm
              id={page.newId}
              address={`${address}#propose`}
              language={language}
              typed={result?.typed}
              errors={errors}
            />
          )}
          {event.convener && (
            <p>
              {t('page.ask')} {event.convener.name},{' '}
              <a href={`mailto:${event.convener.email}`}>{event.convener.email}</a>
            </p>
          )}
        </Stack>
      </Narrow>
    </>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { t } = useTranslation('topicSurveys')
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status !== 404) return <Trouble kind={troubleOf(status)} />
  return (
    <Narrow padded>
      <Stack gap={14}>
        <h1>{t('trouble.title')}</h1>
        <p className="lead">{t('trouble.text')}</p>
      </Stack>
    </Narrow>
  )
}
