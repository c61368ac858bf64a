import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { EditList } from '#app/features/agenda-history/components/edit-list.tsx'
import { VersionList } from '#app/features/agenda-history/components/version-list.tsx'
import { editsOf, versionsOf } from '#app/features/agenda-history/queries.server.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { event, refusal, name } = await requireAgenda(args, 'seeAgendaDraft')
  const { language } = context
  const { read } = context.db
  const query = new URL(request.url).searchParams
  const itemId = query.get('item')
  // What was done a moment ago is told too.
  await context.live.settle(name)
  const edits = await editsOf(read, event.id, itemId)
  const named = (await agendaFor(read, event.id)).find(({ id }) => id === itemId)
  return {
    eventId: event.id,
    zone: event.timeZone,
    language,
    textLanguage: agendaLanguage(event.languages),
    pageTitle: words(language)('history:pageTitle', { title: localText(event.title, language).text }),
    now: context.now(),
    edits,
    versions: await versionsOf(read, event.id),
    item: itemId === null ? null : (named?.title ?? edits[0]?.title ?? ''),
    mayRestore: refusal === null,
    restored: query.get('done') === 'restored',
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export default function History() {
  const { eventId, zone, language, textLanguage, now, edits, versions, item, mayRestore, restored } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('history')
  const agenda = `/events/${eventId}/agenda`
  return (
    <Wrap padded>
      <TwoColumns
        side={
          <Section title={t('versions.title')}>
            <Stack gap={16}>
              <p className="small mute">{t('versions.lead')}</p>
              <VersionList
                versions={versions}
                zone={zone}
                language={language}
                comparePath={(ref) => `${agenda}/history/compare?from=${ref}&to=now`}
                restorePath={mayRestore ? (ref) => `${agenda}/history/restore?version=${ref}` : null}
              />
            </Stack>
          </Section>
        }
      >
        <Section title={t('title')} aside={<Link to={agenda}>{t('back')}</Link>}>
          <Stack gap={26}>
            {restored && (
              <Notice tone="ok" role="status">
                {t('restore.done')}
              </Notice>
            )}
            <p className="mute">{t('lead')}</p>
            {item !== null && (
              <Notice actions={<Link to={`${agenda}/history`}>{t('all')}</Link>}>
                {t('ofItem', { title: item.trim() || t('untitled') })}
              </Notice>
            )}
            {edits.length === 0 ? (
              <p>{t('none')}</p>
            ) : (
              <EditList
                edits={edits}
                zone={zone}
                language={language}
                textLanguage={textLanguage}
                now={now}
                {...(item === null && { itemPath: (id: string) => `${agenda}/history?item=${id}` })}
              />
            )}
          </Stack>
        </Section>
      </TwoColumns>
    </Wrap>
  )
}
