import type { LoaderFunctionArgs } from '@remix-run/node'
import { agendaSheet, sheetWords } from '#app/features/agenda-sheet/rules.ts'
import { writeAgendaDocx } from '#app/features/agenda-sheet/write-agenda-docx.server.ts'
import { fileName } from '#app/features/calendar/rules.ts'
import { requireAgendaSheet } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { fileResponse } from '#app/lib/file-response.server.ts'

/** The agenda as a Word file, for those who go on with it. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { language, baseUrl, rendered } = context
  const { event, items, which } = await requireAgendaSheet(args)
  const t = words(language)
  const sheet = agendaSheet(event, items, which, { language, baseUrl, t })

  return fileResponse(request, {
    facts: sheet,
    kept: rendered,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: fileName(event.title, language, 'docx'),
    opens: false,
    private: which.of !== 'newest',
    write: () => writeAgendaDocx({ ...sheet, ...sheetWords(sheet, t) }),
  })
}
