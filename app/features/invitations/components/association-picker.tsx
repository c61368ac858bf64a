import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { AudienceChoices } from '#app/features/directory/queries.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { FieldSet, TextField, Tick } from '#app/ui/fields.tsx'
import { LiveRegion } from '#app/ui/status.tsx'
import css from './association-picker.module.css'

/** Single associations as native ticks. With script a field above narrows the list; what is hidden stays ticked. */
export function AssociationPicker({
  associations,
  chosen,
  language,
}: {
  associations: AudienceChoices['associations']
  chosen: string[]
  language: Language
}) {
  const { t } = useTranslation('invitations')
  const scripted = useScripted()
  const [wanted, setWanted] = useState('')
  const rows = associations.map((association) => {
    const field = localText(association.field, language).text
    const municipality = localText(association.municipality, language).text
    const text = `${association.name} ${field} ${municipality}`.toLocaleLowerCase(language)
    return {
      ...association,
      about: [municipality, field],
      hidden: !text.includes(wanted.trim().toLocaleLowerCase(language)),
    }
  })
  if (rows.length === 0) return null
  return (
    <details open={chosen.length > 0}>
      <summary className={css.summary}>{t('new.singlesSummary', { count: rows.length })}</summary>
      <FieldSet legend={t('new.singles')} size="label">
        {scripted && (
          <>
            <TextField
              label={t('new.search')}
              type="search"
              value={wanted}
              onChange={(event) => {
                setWanted(event.currentTarget.value)
              }}
              onKeyDown={(event) => {
                // The list is narrowed while one types: Enter has nothing to send.
                if (event.key === 'Enter') event.preventDefault()
              }}
            />
            <LiveRegion hidden>
              {wanted && t('new.found', { count: rows.filter((row) => !row.hidden).length })}
            </LiveRegion>
          </>
        )}
        {/* Scrolls on its own: reachable by keyboard through its ticks. */}
        <div className={css.rows}>
          {rows.map((row) => (
            <div key={row.id} hidden={row.hidden}>
              <Tick
                name="association"
                value={row.id}
                label={row.name}
                hint={[
                  ...row.about,
                  ...(row.inGroup ? [t('new.inGroupAlready')] : []),
                  ...(row.reachable ? [] : [t('new.noAddress')]),
                ].join(', ')}
                defaultChecked={chosen.includes(row.id)}
              />
            </div>
          ))}
        </div>
      </FieldSet>
    </details>
  )
}

const never = () => () => undefined

/** False as the server renders and in the first paint, true once script runs the page. */
function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
