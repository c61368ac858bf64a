import type { LoaderFunctionArgs } from '@remix-run/node'
import { agendaSheet, sheetWords } from '#app/features/agenda-sheet/rules.ts'
import { writeAgendaPdf } from '#app/features/agenda-sheet/write-agenda-pdf.server.ts'
import { fileName } from '#app/features/calendar/rules.ts'
import { requireAgendaSheet } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { fileResponse } from '#app/lib/file-response.server.ts'

/** The agenda as a tagged PDF. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { language, baseUrl, rendered } = context
  const { event, items, which } = await requireAgendaSheet(args)
  const t = words(language)
  const sheet = agendaSheet(event, items, which, { language, baseUrl, t })
  const at = which.of === 'draft' ? event.changedAt : which.publishedAt
  return fileResponse(request, {
    facts: sheet,
    kept: rendered,
    type: 'application/pdf',
    name: fileName(event.title, language, 'pdf'),
    opens: true,
    private: which.of !== 'newest',
    write: () => writeAgendaPdf({ ...sheet, ...sheetWords(sheet, t) }, at),
  })
}
