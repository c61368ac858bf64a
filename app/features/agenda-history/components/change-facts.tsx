import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Line, Lines } from '#app/ui/lines.tsx'
import type { ItemChange } from '../rules.ts'
import { factOf } from './sentences.ts'
import { TextChange } from './text-change.tsx'

type Props = { changes: ItemChange[]; zone: string; language: Language; textLanguage: Language }

/** What differs between two versions, a line each. */
export function ChangeFacts({ changes, zone, language, textLanguage }: Props) {
  const { t } = useTranslation(['history', 'agenda'])
  return (
    <Lines>
      {changes.map((change, index) => (
        <Line key={index}>
          <p>{factOf(change, { t, language, zone })}</p>
          {change.details.kind === 'changed' && change.details.field === 'description' && (
            <TextChange before={change.details.before} after={change.details.after} lang={textLanguage} />
          )}
        </Line>
      ))}
    </Lines>
  )
}
