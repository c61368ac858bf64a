import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { serialize as serializeCookie } from 'cookie'
import { z } from 'zod'
import { samePagePath } from '#app/features/people/rules.ts'
import { languageCookie } from '#app/lib/language-cookie.ts'
import { languages } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'

const choice = z.object({ language: z.enum(languages), back: z.string().catch('/') })

/** Keeps the chosen interface language and goes back to the page it was chosen on. */
export async function action({ request, context }: ActionFunctionArgs) {
  const asked = choice.safeParse(Object.fromEntries(await readForm(request)))
  if (!asked.success) throw new Response(null, { status: 400 })
  const cookie = languageCookie(asked.data.language, context.baseUrl)
  const back = new URL(samePagePath(asked.data.back) ?? '/', context.baseUrl)
  // A `?lang=` in the address would outvote the choice that was just made.
  back.searchParams.delete('lang')
  return redirect(back.pathname + back.search, {
    headers: { 'Set-Cookie': serializeCookie(cookie.name, cookie.value, cookie.attributes) },
  })
}

/** Nobody comes here by following a link. */
export function loader() {
  return redirect('/')
}
