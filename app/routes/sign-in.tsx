import { getFormProps, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { system } from '#app/features/audit/rules.ts'
import { signInForm } from '#app/features/people/forms.ts'
import { requestSignIn } from '#app/features/people/request-sign-in.server.ts'
import { samePagePath, signInLetters, signInLifetime } from '#app/features/people/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Stack } from '#app/ui/page.tsx'

export function loader({ request, context }: LoaderFunctionArgs) {
  return {
    title: words(context.language)('people:signIn.title'),
    next: samePagePath(new URL(request.url).searchParams.get('next')),
    signedInAs: context.person?.name ?? null,
    minutes: signInLifetime / 60_000,
    count: signInLetters,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  ...pageMeta(page?.title ?? ''),
  { name: 'robots', content: 'noindex' },
]

/** Says the same for every address, known or not (SEC-11). */
export async function action({ request, context }: ActionFunctionArgs) {
  const t = words(context.language)
  const schema = signInForm((error) => t(`people:signIn.${error}`))
  const form = parseWithZod(await readForm(request), { schema })
  if (form.status !== 'success') return data({ sentTo: null, tooOften: false, reply: form.reply() }, 400)
  if (await context.tooOften('signIn', context.clientAddress)) {
    return data({ sentTo: null, tooOften: true, reply: form.reply() }, 429)
  }
  const { email, next } = form.value
  await requestSignIn(context.db, {
    email,
    language: context.language,
    next: samePagePath(next),
    baseUrl: context.baseUrl,
    actor: system,
    now: context.now(),
  })
  context.wake('deliverMail')
  return data({ sentTo: email, tooOften: false, reply: form.reply() })
}

export default function SignIn() {
  const { signedInAs } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Narrow padded>
      {result?.sentTo ? <Sent to={result.sentTo} /> : signedInAs ? <AlreadyIn name={signedInAs} /> : <AskForLink />}
    </Narrow>
  )
}

function AskForLink() {
  const { next, minutes } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().formAction?.startsWith('/sign-in') ?? false
  const { t } = useTranslation('people')
  const [form, fields] = useForm({ id: 'sign-in', lastResult: result?.reply ?? null })
  return (
    <Form method="post" {...getFormProps(form)} noValidate>
      <Stack gap={20}>
        <h1>{t('signIn.title')}</h1>
        <p className="lead">{t('signIn.lead')}</p>
        <ErrorSummary form={form} />
        {result?.tooOften && (
          <Notice tone="warn" role="alert" title={t('signIn.tooOftenTitle')}>
            {t('signIn.tooOftenBody', { minutes })}
          </Notice>
        )}
        <input type="hidden" name="next" value={next ?? ''} />
        <TextField
          label={t('signIn.email')}
          hint={t('signIn.emailHint')}
          meta={fields.email}
          type="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
        />
        <p>
          <Button busy={busy} phoneWide>
            {t('signIn.send')}
          </Button>
        </p>
        <p className="mute">{t('signIn.whoNeeds')}</p>
      </Stack>
    </Form>
  )
}

function Sent({ to }: { to: string }) {
  const { minutes, count, next } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  const again = next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
  return (
    <Stack gap={20}>
      <h1>{t('signIn.sentTitle')}</h1>
      <p className="lead" role="status">
        {t('signIn.sentBody', { email: to, minutes })}
      </p>
      <p>{t('signIn.sentHelp', { count, minutes })}</p>
      <p>
        <Link to={again}>{t('signIn.again')}</Link>
      </p>
    </Stack>
  )
}

function AlreadyIn({ name }: { name: string }) {
  const { next } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  return (
    <Stack gap={20}>
      <h1>{t('signIn.signedInTitle')}</h1>
      <p className="lead">{t('signIn.signedInBody', { name })}</p>
      <p>
        <ButtonLink to={next ?? '/'}>{t('signIn.toFront')}</ButtonLink>
      </p>
    </Stack>
  )
}
