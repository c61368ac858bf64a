import { parseWithZod } from '@conform-to/zod/v4'
import {
  data,
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Actor } from '#app/features/audit/rules.ts'
import { LiaisonForm } from '#app/features/directory/components/liaison-form.tsx'
import { LiaisonList } from '#app/features/directory/components/liaison-list.tsx'
import { OrganiserForm } from '#app/features/directory/components/organiser-form.tsx'
import { createOrganiser } from '#app/features/directory/create-organiser.server.ts'
import { liaisonForm, organiserForm, type OrganiserFormError } from '#app/features/directory/forms.ts'
import { nameLiaison } from '#app/features/directory/name-liaison.server.ts'
import { allOrganisers, organiserById, type Organiser } from '#app/features/directory/queries.server.ts'
import { peopleWithRole, personById } from '#app/features/people/queries.server.ts'
import { revokeRole } from '#app/features/people/revoke-role.server.ts'
import { requirePermission, requirePerson } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns } from '#app/ui/page.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  const { language, db } = context
  const found = await allOrganisers(db.read)
  const organisers = await Promise.all(
    found.map(async ({ id, kind, name }) => {
      const people = await peopleWithRole(db.read, conveningRole(kind), id)
      return { id, kind, name, people: people.map((person) => ({ id: person.id, name: person.name })) }
    }),
  )
  return {
    language,
    organisers,
    title: words(language)('people:admin.organisers.title'),
    done: await whatWasDone(new URL(request.url).searchParams, context),
  }
}

/** What the form before this page did, for the notice on top. */
async function whatWasDone(search: URLSearchParams, { db, language }: AppLoadContext) {
  const organiser = await organiserById(db.read, search.get('organiser') ?? '')
  if (!organiser) return null
  const where = { organiserId: organiser.id, organiser: localText(organiser.name, language).text }
  const personId = search.get('person')
  if (personId === null) return { kind: 'added', ...where, personId: '', name: '' } as const
  const person = await personById(db.read, personId)
  const kind = search.has('removed') ? ('removed' as const) : ('named' as const)
  return person && { kind, ...where, personId, name: person.name }
}

/** What one who convenes for an organiser of this kind is. */
function conveningRole(kind: Organiser['kind']): 'coordinator' | 'liaison' {
  return kind === 'county' ? 'coordinator' : 'liaison'
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export async function action({ request, context }: ActionFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  const actor: Actor = { kind: 'person', personId: requirePerson({ request, context }).id }
  const form = await readForm(request)
  const intent = form.get('intent')
  if (intent === 'remove') return removeFrom(form, context, actor)
  return intent === 'liaison' ? nameFrom(form, context, actor) : addFrom(form, context, actor)
}

type Refusal = OrganiserFormError | 'taken' | 'noName' | 'unknownParent' | 'unknownOrganiser'

/** What is wrong, in words. */
function sayIn(language: Language) {
  const t = words(language)
  return (error: Refusal) => t(`people:admin.organisers.error.${error}`)
}

async function addFrom(body: FormData, { db, language, now }: AppLoadContext, actor: Actor) {
  const say = sayIn(language)
  const form = parseWithZod(body, { schema: organiserForm(say) })
  if (form.status !== 'success') return data({ intent: 'add', reply: form.reply() }, 400)
  const { id, kind, nameFi, nameSv, languages } = form.value
  const name = { ...(nameFi && { fi: nameFi }), ...(nameSv && { sv: nameSv }) }
  const outcome = await createOrganiser(db, { id, kind, name, languages, actor, now: now() })
  if (outcome.ok) return redirect(`/admin/organisers?organiser=${outcome.id}`)
  return data({ intent: 'add', reply: form.reply({ fieldErrors: { id: [say(outcome.reason)] } }) }, 409)
}

async function nameFrom(body: FormData, { db, language, now }: AppLoadContext, actor: Actor) {
  const say = sayIn(language)
  const form = parseWithZod(body, { schema: liaisonForm(say) })
  if (form.status !== 'success') return data({ intent: 'liaison', reply: form.reply() }, 400)
  const { title, ...liaison } = form.value
  const outcome = await nameLiaison(db, { ...liaison, ...(title && { title }), actor, now: now() })
  if (outcome.ok) return redirect(`/admin/organisers?organiser=${liaison.organiserId}&person=${outcome.personId}`)
  const fieldErrors = { organiserId: [say('unknownOrganiser')] }
  return data({ intent: 'liaison', reply: form.reply({ fieldErrors }) }, 409)
}

async function removeFrom(body: FormData, { db, now }: AppLoadContext, actor: Actor) {
  const { organiserId = '', personId = '' } = Object.fromEntries(body) as Record<string, string | undefined>
  const organiser = await organiserById(db.read, organiserId)
  if (!organiser) throw new Response(null, { status: 400 })
  await revokeRole(db, { personId, role: conveningRole(organiser.kind), scopeId: organiser.id, actor, now: now() })
  return redirect(`/admin/organisers?organiser=${organiser.id}&person=${encodeURIComponent(personId)}&removed`)
}

export default function Organisers() {
  const { organisers, language, done } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const replyTo = (intent: 'add' | 'liaison') => (result?.intent === intent ? result.reply : undefined)
  const { t } = useTranslation('people')
  // A form that was taken in is followed by an empty one; one that was refused stays.
  const filled = done && done.kind !== 'removed' ? `${done.organiserId} ${done.personId}` : ''
  const addition = (
    <Section title={t('admin.organisers.addTitle')}>
      <OrganiserForm key={filled} result={replyTo('add')} />
    </Section>
  )
  return (
    <Stack gap={50}>
      {done && !result && (
        <Notice tone="ok" role="status">
          {t(`admin.organisers.${done.kind}`, { name: done.name, organiser: done.organiser })}
        </Notice>
      )}
      <Section
        title={t('admin.organisers.title')}
        aside={<span className="mute">{t('admin.organisers.count', { count: organisers.length })}</span>}
      >
        {organisers.length === 0 ? (
          <Empty title={t('admin.organisers.empty')} />
        ) : (
          <DataTable
            caption={t('admin.organisers.title')}
            rows={organisers}
            keyOf={({ id }) => id}
            columns={[
              { header: t('admin.organisers.name'), cell: ({ name }) => <Local text={name} language={language} /> },
              { header: t('admin.organisers.kindColumn'), cell: ({ kind }) => t(`admin.organisers.kind.${kind}`) },
              { header: t('admin.organisers.idColumn'), cell: ({ id }) => id },
              {
                header: t('admin.organisers.liaisons'),
                cell: ({ id, name, people }) => (
                  <LiaisonList organiser={{ id, name }} people={people} language={language} />
                ),
              },
            ]}
          />
        )}
      </Section>
      {organisers.length === 0 ? (
        <TwoColumns side={null}>{addition}</TwoColumns>
      ) : (
        <TwoColumns side={addition}>
          <Section title={t('admin.organisers.liaisonTitle')}>
            <LiaisonForm
              key={filled}
              organisers={organisers}
              chosen={done?.kind === 'added' ? done.organiserId : ''}
              language={language}
              result={replyTo('liaison')}
            />
          </Section>
        </TwoColumns>
      )}
    </Stack>
  )
}
