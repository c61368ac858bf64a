import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventById } from '#app/features/events/queries.server.ts'
import { eventChanged, scopeOf } from '#app/features/events/rules.ts'
import { ProposalForm } from '#app/features/proposals/components/proposal-form.tsx'
import { inWords, proposalForm } from '#app/features/proposals/forms.ts'
import { proposeTopic } from '#app/features/proposals/propose-topic.server.ts'
import { voiceAt } from '#app/features/proposals/queries.server.ts'
import { usualMinutes } from '#app/features/proposals/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'proposeTopic', scope)
  const voice = person && (await voiceAt(context.db.read, event.id, person.id, context.now()))
  if (!voice?.open) throw redirect(`/events/${event.id}/proposals`)
  return {
    title: words(context.language)('proposals:form.title'),
    language: context.language,
    back: `/events/${event.id}/proposals`,
    associations: voice.associations,
    organiser: voice.convenes ? localText(event.organiserName, context.language).text : null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export async function action({ request, params, context }: ActionFunctionArgs) {
  const event = await eventById(context.db.read, params.eventId ?? '')
  if (!event) throw new Response(null, { status: 404 })
  const scope = scopeOf(event)
  const person = requirePermission({ request, context }, 'proposeTopic', scope)
  if (!person) throw new Response(null, { status: 403 })
  const t = words(context.language)
  const form = parseWithZod(await readForm(request), { schema: proposalForm })
  if (form.status !== 'success') return data(inWords(form.reply(), t), 400)
  const actor = { kind: 'person', personId: person.id } as const
  const outcome = await proposeTopic(context.db, { eventId: event.id, ...form.value, actor, now: context.now() })
  if (!outcome.ok) {
    const trouble = [t(`proposals:refusals.${outcome.reason === 'noSuchEvent' ? 'over' : outcome.reason}`)]
    const reply =
      outcome.reason === 'notTheirAssociation' ? { fieldErrors: { associationId: trouble } } : { formErrors: trouble }
    return data(form.reply(reply), 409)
  }
  context.announce(eventChanged(event.id))
  return redirect(`/events/${event.id}/proposals/${outcome.proposalId}?done=proposed`)
}

export default function Propose() {
  const { language, back, associations, organiser } = useLoaderData<typeof loader>()
  const result = useAnswer<typeof action>()
  const { t } = useTranslation('proposals')
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('form.title')}>
          {organiser === null && associations.length === 0 ? (
            <Notice>{t('form.noAssociation')}</Notice>
          ) : (
            <Stack gap={24}>
              <p className="mute">{t('form.lead')}</p>
              <ProposalForm
                result={result}
                start={{ title: '', why: '', minutes: usualMinutes, speaker: '', lang: language }}
                forWhom={{ associations, organiser }}
                submit={t('form.submit')}
                back={{ to: back, label: t('back') }}
              />
            </Stack>
          )}
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
