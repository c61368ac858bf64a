import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { signOutEverywhere } from '#app/features/people/sign-out-everywhere.server.ts'
import { signOut } from '#app/features/people/sign-out.server.ts'
import { requirePerson } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

export function loader({ request, context }: LoaderFunctionArgs) {
  const { name } = requirePerson({ request, context })
  return { name, title: words(context.language)('people:signOut.title') }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

/** Ends this session, or with `everywhere=1` all of the person's. One who is out already just goes to the front page. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db, baseUrl, person } = context
  if (!person) return redirect('/')
  const everywhere = (await readForm(request)).get('everywhere') === '1'
  const out = everywhere ? signOutEverywhere : signOut
  const { setCookie } = await out(db, { person, baseUrl, now: context.now() })
  // What the browser kept of the person goes too: edits that no connection took (W3C Clear Site Data).
  return redirect('/', { headers: { 'Set-Cookie': setCookie, 'Clear-Site-Data': '"storage"' } })
}

/** Plain forms: signing out loads the next page anew, so nothing of the person stays in the tab. */
export default function SignOut() {
  const { name } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  return (
    <Narrow padded>
      <Stack gap={20}>
        <h1>{t('signOut.title')}</h1>
        <p className="lead">{t('signOut.lead', { name })}</p>
        <p>{t('signOut.unsaved')}</p>
        <form method="post">
          <Button phoneWide>{t('signOut.here')}</Button>
        </form>
        <form method="post">
          <Stack gap={8}>
            <p id="everywhere-hint">{t('signOut.everywhereHint')}</p>
            <p>
              <Button variant="outlined" phoneWide name="everywhere" value="1" aria-describedby="everywhere-hint">
                {t('signOut.everywhere')}
              </Button>
            </p>
          </Stack>
        </form>
        <p>
          <Link to="/">{t('signOut.stay')}</Link>
        </p>
      </Stack>
    </Narrow>
  )
}
