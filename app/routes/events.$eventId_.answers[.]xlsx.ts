import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName } from '#app/features/calendar/rules.ts'
import { answerTable } from '#app/features/participants/queries.server.ts'
import { requireAnswers } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { xlsx } from '#app/lib/xlsx.server.ts'

/** The same as the CSV, as a workbook. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event } = await requireAnswers(asking)
  const { db, language } = asking.context
  const sheet = words(language)('participants:export.sheet')
  const file = await xlsx(sheet, await answerTable(db.read, event, language))
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${fileName(event.title, language, 'xlsx')}"`,
      'X-Robots-Tag': 'noindex',
    },
  })
}
