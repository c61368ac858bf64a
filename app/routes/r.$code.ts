import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { eventIdByCode } from '#app/features/open-registration/queries.server.ts'
import { isLanguage } from '#app/lib/languages.ts'

/** The short address of a notice: leads to the page where one signs up, which also says when one cannot. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const eventId = await eventIdByCode(context.db.read, (params.code ?? '').toLowerCase())
  if (eventId === null) throw new Response(null, { status: 404 })
  const lang = new URL(request.url).searchParams.get('lang')
  return redirect(`/events/${eventId}/register${isLanguage(lang) ? `?lang=${lang}` : ''}`)
}
