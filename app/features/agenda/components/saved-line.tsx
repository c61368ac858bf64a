import { useTranslation } from 'react-i18next'
import { clock } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import type { SavedState } from '#app/live/saved-state.ts'
import { SaveStatus, type SaveState } from '#app/ui/status.tsx'

const looks: Record<Exclude<SavedState['state'], 'refused'>, SaveState> = {
  opening: 'saving',
  saved: 'saved',
  saving: 'saving',
  waiting: 'waiting',
  readOnly: 'saved',
  kept: 'waiting',
  notSaved: 'waiting',
}

/** Whether one's edits are safe, in words. */
export function SavedLine({ saved, zone, language }: { saved: SavedState; zone: string; language: Language }) {
  const { t } = useTranslation('live')
  if (saved.state === 'refused') return null
  return <SaveStatus state={looks[saved.state]}>{words()}</SaveStatus>

  function words(): string {
    switch (saved.state) {
      case 'opening':
        return t('saved.opening')
      case 'saved':
        return saved.at === null ? t('saved.saved') : t('saved.savedAt', { time: clock(saved.at, zone, language) })
      case 'saving':
        return t('saved.saving')
      case 'waiting':
        return saved.changes === 0 ? t('saved.waitingEmpty') : t('saved.waiting', { count: saved.changes })
      case 'kept':
        return t('saved.kept', { count: saved.changes })
      case 'notSaved':
        return t('saved.notSaved')
      default:
        return t('saved.readOnly')
    }
  }
}
