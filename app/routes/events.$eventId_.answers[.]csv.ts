import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName } from '#app/features/calendar/rules.ts'
import { answerTable } from '#app/features/participants/queries.server.ts'
import { requireAnswers } from '#app/guards.server.ts'
import { csv } from '#app/lib/csv.ts'

/** Who was invited and what they answered, for any spreadsheet. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireAnswers(asking)
  const { db, language } = asking.context
  return new Response(csv(await answerTable(db.read, event, language)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName(event.title, language, 'csv')}"`,
      'X-Robots-Tag': 'noindex',
    },
  })
}
