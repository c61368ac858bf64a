import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { eventChanged } from '#app/features/events/rules.ts'
import { changeQuestion } from '#app/features/questions/change-question.server.ts'
import { QuestionEdit } from '#app/features/questions/components/question-edit.tsx'
import { createQuestion } from '#app/features/questions/create-question.server.ts'
import { questionIn, type TypedQuestion } from '#app/features/questions/forms.ts'
import { answerCount, questionOf } from '#app/features/questions/queries.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Section } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

/** In the place of an id: a question that is not there yet. */
const fresh = 'new'

const nothing: TypedQuestion = { kind: 'text', required: false, wording: {}, options: [] }

export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { context, params } = asking
  const questionId = params.questionId ?? ''
  const saved = questionId === fresh ? null : await questionOf(context.db.read, event.id, questionId)
  if (questionId !== fresh && !saved) throw new Response(null, { status: 404 })
  return {
    question: saved ?? nothing,
    languages: event.languages,
    answers: saved ? await answerCount(context.db.read, saved.id) : 0,
    back: `/events/${event.id}/questions`,
    title: words(context.language)(saved ? 'questions:edit.titleChange' : 'questions:edit.titleNew'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, params, context } = asking
  const read = questionIn(await readForm(request))
  if (!read.ok) return data({ typed: read.typed, refusal: { reason: read.trouble } }, 400)
  const { input } = read
  const saying = { eventId: event.id, input, actor, now: context.now() }
  const questionId = params.questionId ?? ''
  const outcome =
    questionId === fresh
      ? await createQuestion(context.db, saying)
      : await changeQuestion(context.db, { ...saying, questionId })
  if (!outcome.ok) return data({ typed: input, refusal: outcome.refusal }, 409)
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/questions?saved`, 303)
}

export default function EditQuestion() {
  const { question, languages, answers, back, title } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  return (
    <Narrow padded>
      <Section title={title}>
        <QuestionEdit
          // What the server sends back is shown anew, also where the browser has typed words of its own.
          key={result ? 'typed' : 'saved'}
          question={result?.typed ?? question}
          languages={languages}
          answers={answers}
          refusal={result?.refusal ?? null}
          back={back}
        />
      </Section>
    </Narrow>
  )
}
