import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { ChangeFacts } from '#app/features/agenda-history/components/change-facts.tsx'
import { useVersionName } from '#app/features/agenda-history/components/version-list.tsx'
import { editTrouble } from '#app/features/agenda-forms/rules.ts'
import { keepVersion } from '#app/features/agenda-history/keep-version.server.ts'
import { restoreItems } from '#app/features/agenda-history/live.ts'
import { versionByRef } from '#app/features/agenda-history/queries.server.ts'
import { changesBetween } from '#app/features/agenda-history/rules.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

/** Tells what a draft becomes before it becomes it. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { event, refusal, name } = await requireAgenda(args, 'planAgenda')
  const { read } = context.db
  await context.live.settle(name)
  const version = await versionByRef(read, event.id, refOf(request))
  if (!version || version.ref === 'now') throw new Response(null, { status: 404 })
  return {
    eventId: event.id,
    zone: event.timeZone,
    language: context.language,
    textLanguage: agendaLanguage(event.languages),
    pageTitle: words(context.language)('history:restore.title'),
    version,
    refusal,
    changes: changesBetween(await agendaFor(read, event.id), version.items),
  }
}

const refOf = (request: Request) => new URL(request.url).searchParams.get('version') ?? ''

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { event, person, refusal, name } = await requireAgenda(args, 'planAgenda')
  if (refusal) return data({ reason: refusal }, 409)
  await context.live.settle(name)
  const version = await versionByRef(context.db.read, event.id, refOf(request))
  if (!version || version.ref === 'now') return data({ reason: 'unknown' as const }, 409)
  const actor = { kind: 'person', personId: person.id } as const
  const details = { kind: 'restored', at: version.at } as const
  // The state before it is kept first: if restoring fails, nothing was lost, and one version more does no harm.
  await keepVersion(context.db, { eventId: event.id, cause: 'restored', details, actor, now: context.now() })
  const outcome = await context.live.edit(name, (doc) => restoreItems(doc, version.items), person.id)
  if (!outcome.ok) return data({ reason: editTrouble[outcome.reason] }, 409)
  await context.live.settle(name)
  return redirect(`/events/${event.id}/agenda/history?done=restored`)
}

export default function Restore() {
  const { eventId, zone, language, textLanguage, version, refusal, changes } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('history')
  const nameOf = useVersionName({ zone, language })
  const reason = refused?.reason ?? refusal
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Section title={t('restore.title')}>
          <Stack gap={26}>
            {reason && <Notice tone="alert" role="alert" title={t(`errors.${reason}`)} />}
            {changes.length === 0 ? (
              <p>{t('restore.same')}</p>
            ) : (
              <>
                <p>{t('restore.lead', { version: `”${nameOf(version)}”` })}</p>
                <Section level={3} title={t('restore.changes')}>
                  <ChangeFacts changes={changes} zone={zone} language={language} textLanguage={textLanguage} />
                </Section>
                <p>{t('restore.undo')}</p>
              </>
            )}
            <Row gap={20}>
              {changes.length > 0 && !refusal && (
                <Form method="post">
                  <Button>{t('restore.submit')}</Button>
                </Form>
              )}
              <Link to={`/events/${eventId}/agenda/history`}>{t('backToHistory')}</Link>
            </Row>
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
