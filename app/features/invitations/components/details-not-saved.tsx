import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import type { FieldTrouble } from '../forms.ts'

/** On top of the page, above the answer that still holds: what kept the details from being saved, each a way to its field. */
export function DetailsNotSaved({
  errors,
  mostPeople,
  holds,
}: {
  errors: { people?: FieldTrouble | undefined; message?: FieldTrouble | undefined }
  mostPeople: number
  /** That the earlier answer still holds. */
  holds: string
}) {
  const { t } = useTranslation('invitations')
  const fields = (['people', 'message'] as const).flatMap((field) => {
    const trouble = errors[field]
    return trouble ? [{ field, words: t(`troubles.${trouble}`, { most: mostPeople }) }] : []
  })
  return (
    <Notice
      tone="alert"
      role="alert"
      title={t('rsvp.detailsNotSaved')}
      actions={fields.map(({ field, words }) => (
        <a key={field} href={`#${field}`}>
          {words}
        </a>
      ))}
    >
      {holds}
    </Notice>
  )
}
