import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { focusSoon, type AgendaActions } from './use-agenda.ts'
import { rowAttribute } from './use-row-drag.ts'

/** What was removed last, and the press that brings it back. */
export function RemovedNotice({ agenda }: { agenda: AgendaActions }) {
  const { t } = useTranslation('agenda')
  const { undo, removed } = agenda.undoing
  if (removed === null) return null
  return (
    <div data-undo>
      <Notice
        role="status"
        title={t('removed', { title: removed })}
        actions={
          <Button
            type="button"
            variant="outlined"
            small
            onClick={() => {
              undo.undo()
              agenda.say(t('news.undone'))
              focusSoon(`ol [${rowAttribute}] [aria-haspopup]`)
            }}
          >
            {t('undo')}
          </Button>
        }
      />
    </div>
  )
}
