import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventChanged } from '#app/features/events/rules.ts'
import { inviteRefusalOf, shownRefusal } from '#app/features/invitations/rules.ts'
import { invitationSummary } from '#app/features/participants/queries.server.ts'
import { DeleteConfirm } from '#app/features/questions/components/delete-confirm.tsx'
import { QuestionList } from '#app/features/questions/components/question-list.tsx'
import { deleteQuestion } from '#app/features/questions/delete-question.server.ts'
import { questionsPress } from '#app/features/questions/forms.ts'
import { answerCount, questionCounts, questionOf, questionsOf } from '#app/features/questions/queries.server.ts'
import { reorderQuestions } from '#app/features/questions/reorder-questions.server.ts'
import { mostQuestions } from '#app/features/questions/rules.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { request, context } = asking
  const { read } = context.db
  const { searchParams } = new URL(request.url)
  const asked = await questionsOf(read, event.id)
  const deleting = await questionOf(read, event.id, searchParams.get('delete') ?? '')
  const summary = await invitationSummary(read, event.id)
  const refusal = inviteRefusalOf(event, context.now())
  return {
    language: context.language,
    address: `/events/${event.id}/questions`,
    asked,
    counts: Object.fromEntries(await questionCounts(read, event.id, asked)),
    coming: summary.yes + summary.waiting,
    /** Why nothing more can be asked. */
    closed: refusal && shownRefusal(event, refusal),
    deleting: deleting && {
      id: deleting.id,
      wording: localText(deleting.wording, context.language).text,
      answers: await answerCount(read, deleting.id),
    },
    done: (['saved', 'deleted', 'gone'] as const).find((one) => searchParams.has(one)) ?? null,
    title: words(context.language)('questions:page.title', { title: localText(event.title, context.language).text }),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Moves a question, or deletes it. */
export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const form = questionsPress.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success) throw new Response(null, { status: 400 })
  const { intent, questionId } = form.data
  const pressed = { eventId: event.id, questionId, actor, now: context.now() }
  const address = `/events/${event.id}/questions`
  if (intent !== 'delete') {
    await reorderQuestions(context.db, { ...pressed, step: intent })
    context.announce(eventChanged(event.id))
    return redirect(address, 303)
  }
  const outcome = await deleteQuestion(context.db, pressed)
  context.announce(eventChanged(event.id))
  return redirect(`${address}?${outcome.ok ? 'deleted' : 'gone'}`, 303)
}

const news = { saved: 'page.savedQuestion', deleted: 'page.deleted', gone: 'page.gone' } as const
const whyClosed = { notPublished: 'page.notPublished', cancelled: 'page.over', over: 'page.over' } as const

export default function Questions() {
  const { asked, counts, coming, closed, deleting, done, language, address } = useLoaderData<typeof loader>()
  const { t } = useTranslation('questions')
  const full = asked.length >= mostQuestions
  const add = !closed && !full && <ButtonLink to={`${address}/new`}>{t('page.add')}</ButtonLink>
  return (
    <Narrow padded>
      <Section title={t('page.heading')}>
        <Stack gap={26}>
          {done && (
            <Notice tone={done === 'gone' ? 'warn' : 'ok'} role="status">
              {t(news[done])}
            </Notice>
          )}
          {deleting && <DeleteConfirm question={deleting} back={address} />}
          {closed && <Notice tone="info">{t(whyClosed[closed])}</Notice>}
          {asked.length === 0 && !closed && (
            <Empty title={t('page.empty')} action={add || null}>
              {t('page.lead')}
            </Empty>
          )}
          {asked.length > 0 && (
            <>
              <p className="mute">{t('page.lead')}</p>
              <QuestionList asked={asked} counts={counts} coming={coming} language={language} address={address} />
              {full && <p>{t('page.full', { count: asked.length })}</p>}
              {add && <div>{add}</div>}
            </>
          )}
          <Link to={address.replace(/questions$/, 'invitations')}>{t('page.back')}</Link>
        </Stack>
      </Section>
    </Narrow>
  )
}
