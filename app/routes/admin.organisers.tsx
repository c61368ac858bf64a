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
import { OrganiserForm } from '#app/features/directory/components/organiser-form.tsx'
import { createOrganiser } from '#app/features/directory/create-organiser.server.ts'
import { liaisonForm, organiserForm } from '#app/features/directory/forms.ts'
import { nameLiaison } from '#app/features/directory/name-liaison.server.ts'
import { allOrganisers, organiserById } from '#app/features/directory/queries.server.ts'
import { peopleWithRole, personById } from '#app/features/people/queries.server.ts'
import { requirePermission, requirePerson } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
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
      const people = await peopleWithRole(db.read, kind === 'county' ? 'coordinator' : 'liaison', id)
      return { id, kind, name, people: people.map((person) => person.name) }
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
  const added = await organiserById(db.read, search.get('added') ?? '')
  if (added) return { kind: 'added', name: localText(added.name, language).text } as const
  const named = await personById(db.read, search.get('named') ?? '')
  return named && ({ kind: 'named', name: named.name } as const)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export async function action({ request, context }: ActionFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  const actor: Actor = { kind: 'person', personId: requirePerson({ request, context }).id }
  const form = await readForm(request)
  return form.get('intent') === 'liaison' ? nameFrom(form, context, actor) : addFrom(form, context, actor)
}

async function addFrom(body: FormData, { db, language, now }: AppLoadContext, actor: Actor) {
  const t = words(language)
  const say = (error: string) => t(`people:admin.organisers.error.${error}` as 'people:admin.organisers.error.taken')
  const form = parseWithZod(body, { schema: organiserForm(say) })
  if (form.status !== 'success') return data({ intent: 'add', reply: form.reply() }, 400)
  const { id, kind, nameFi, nameSv, languages } = form.value
  const name = { ...(nameFi && { fi: nameFi }), ...(nameSv && { sv: nameSv }) }
  const outcome = await createOrganiser(db, { id, kind, name, languages, actor, now: now() })
  if (outcome.ok) return redirect(`/admin/organisers?added=${outcome.id}`)
  return data({ intent: 'add', reply: form.reply({ fieldErrors: { id: [say(outcome.reason)] } }) }, 409)
}

async function nameFrom(body: FormData, { db, language, now }: AppLoadContext, actor: Actor) {
  const t = words(language)
  const say = (error: string) => t(`people:admin.organisers.error.${error}` as 'people:admin.organisers.error.taken')
  const form = parseWithZod(body, { schema: liaisonForm(say) })
  if (form.status !== 'success') return data({ intent: 'liaison', reply: form.reply() }, 400)
  const { title, ...liaison } = form.value
  const outcome = await nameLiaison(db, { ...liaison, ...(title && { title }), actor, now: now() })
  if (outcome.ok) return redirect(`/admin/organisers?named=${outcome.personId}`)
  const fieldErrors = { organiserId: [say('unknownOrganiser')] }
  return data({ intent: 'liaison', reply: form.reply({ fieldErrors }) }, 409)
}

export default function Organisers() {
  const { organisers, language, done } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const replyTo = (intent: 'add' | 'liaison') => (result?.intent === intent ? result.reply : undefined)
  const { t } = useTranslation('people')
  const addition = (
    <Section title={t('admin.organisers.addTitle')}>
      <OrganiserForm result={replyTo('add')} />
    </Section>
  )
  return (
    <Stack gap={50}>
      {done && (
        <Notice tone="ok" role="status">
          {t(`admin.organisers.${done.kind}`, { name: done.name })}
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
                cell: ({ people }) => people.join(', ') || t('admin.organisers.noLiaison'),
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
            <LiaisonForm organisers={organisers} language={language} result={replyTo('liaison')} />
          </Section>
        </TwoColumns>
      )}
    </Stack>
  )
}
