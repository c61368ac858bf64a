import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AudienceManager } from '#app/features/audiences/components/audience-manager.tsx'
import { deleteAudience } from '#app/features/audiences/delete-audience.server.ts'
import { audienceName, type NameTrouble } from '#app/features/audiences/forms.ts'
import { audiencesOf } from '#app/features/audiences/queries.server.ts'
import { renameAudience } from '#app/features/audiences/rename-audience.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm, textIn } from '#app/lib/read-form.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

/** The organiser's saved audiences: renamed and deleted here, made and changed where one invites. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireInviting(asking)
  const { searchParams } = new URL(asking.request.url)
  const audiences = (await audiencesOf(asking.context.db.read, event.organiserId)).map(({ id, name }) => ({ id, name }))
  const done = (['deleted', 'renamed'] as const).find((one) => one === searchParams.get('done')) ?? null
  return {
    eventId: event.id,
    audiences,
    deleting: audiences.find(({ id }) => id === searchParams.get('delete')) ?? null,
    done,
    title: words(asking.context.language)('audiences:saved.title'),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, actor } = await requireInviting(asking)
  const { request, context } = asking
  const form = await readForm(request)
  const id = textIn(form, 'id')
  const page = `/events/${event.id}/invitations/audiences`
  const about = { organiserId: event.organiserId, id, actor, now: context.now() }
  if (form.get('intent') === 'delete') {
    await deleteAudience(context.db, about)
    return redirect(`${page}?done=deleted`, 303)
  }
  const typed = textIn(form, 'name')
  const name = audienceName.safeParse(typed)
  if (!name.success) return data({ id, name: typed, trouble: name.error.issues[0]?.message as NameTrouble }, 400)
  const outcome = await renameAudience(context.db, { ...about, name: name.data })
  if (!outcome.ok && outcome.reason === 'taken') return data({ id, name: typed, trouble: 'taken' as const }, 409)
  return redirect(`${page}?done=renamed`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function Audiences() {
  const { eventId, audiences, deleting, done, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('audiences')
  return (
    <Narrow padded>
      <Stack gap={30}>
        <div>
          <p>
            <Link to={`/events/${eventId}/invitations/new`}>{t('saved.back')}</Link>
          </p>
          <h2>{title}</h2>
        </div>
        {done && !answer && <Notice tone="ok" role="status" title={t(`saved.${done}`)} />}
        {audiences.length === 0 ? (
          <Empty title={t('saved.empty')}>{t('saved.emptyText')}</Empty>
        ) : (
          <AudienceManager
            audiences={audiences}
            deleting={deleting}
            trouble={answer ? { ...answer, error: t(`troubles.${answer.trouble}`) } : null}
            address={`/events/${eventId}/invitations/audiences`}
          />
        )}
      </Stack>
    </Narrow>
  )
}
