import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { changeProposal } from '#app/features/proposals/change-proposal.server.ts'
import { ProposalForm } from '#app/features/proposals/components/proposal-form.tsx'
import { changeForm, inWords } from '#app/features/proposals/forms.ts'
import { proposalOf } from '#app/features/proposals/queries.server.ts'
import { changingRefusal, isOpen } from '#app/features/proposals/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.db
  const event = await eventById(read, params.eventId ?? '')
  const proposal = event && (await proposalOf(read, event.id, params.proposalId ?? ''))
  if (!event || !proposal) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'proposeTopic', scope)
  const { state, proposer } = proposal
  const refused = changingRefusal({ state, proposerId: proposer?.id ?? null }, person?.id ?? '')
  if (refused === 'notTheirs') throw new Response(null, { status: 403 })
  const path = `/events/${event.id}/proposals/${proposal.id}`
  if (refused || !isOpen(event, context.now())) throw redirect(path)
  const { title, why, minutes, speaker, lang } = proposal
  return {
    pageTitle: words(context.language)('proposals:edit.title'),
    path,
    start: { title, why, minutes, speaker, lang },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'proposeTopic', scope)
  if (!person) throw new Response(null, { status: 403 })
  const proposalId = params.proposalId ?? ''
  const proposal = await proposalOf(context.db.read, event.id, proposalId)
  if (!proposal) throw new Response(null, { status: 404 })
  if (proposal.proposer?.id !== person.id) throw new Response(null, { status: 403 })
  const t = words(context.language)
  const form = parseWithZod(await readForm(request), { schema: changeForm })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  const actor = { kind: 'person', personId: person.id } as const
  const changing = { eventId: event.id, proposalId, topic: form.value, actor, now: context.now() }
  const outcome = await changeProposal(context.db, changing)
  if (!outcome.ok) return data(form.reply({ formErrors: [t(`proposals:refusals.${outcome.reason}`)] }), 409)
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/proposals/${proposalId}?done=changed`)
}

export default function EditProposal() {
  const { path, start } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('proposals')
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('edit.title')}>
          <ProposalForm
            result={result}
            start={start}
            submit={t('edit.submit')}
            back={{ to: path, label: t('edit.cancel') }}
          />
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
