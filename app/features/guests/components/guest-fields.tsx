import { useTranslation } from 'react-i18next'
import type { Voice } from '#app/features/invitations/rules.ts'
import { FieldSet, TextField, Tick } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'
import type { GuestTrouble } from '../forms.ts'
import { longestName, type Guest } from '../rules.ts'

/** Why the rows were not saved: a word, or more names than people. */
export type GuestError = GuestTrouble | { names: number; people: number }

/** The words for what is wrong with the rows. */
export function useGuestError(error: GuestError | undefined): string | undefined {
  const { t } = useTranslation('guests')
  if (error === undefined) return undefined
  if (typeof error === 'string') return t(`troubles.${error}`, { count: longestName })
  return t('troubles.moreNames', error)
}

/** A row for each who comes: a name if they like, and at a hybrid event whether they take part online. No script needed. */
export function GuestFields({
  voice,
  rows,
  hybrid,
  erasedOn,
  error,
}: {
  /** Who fills them in; the convener for one who telephoned. */
  voice: Voice | 'convener'
  rows: Guest[]
  /** Each chooses how they take part. */
  hybrid: boolean
  /** The day on which names are erased, in words. */
  erasedOn: string
  error?: GuestError | undefined
}) {
  const { t } = useTranslation('guests')
  const words = useGuestError(error === 'answeredByLong' ? undefined : error)
  return (
    <div id="guests">
      <FieldSet
        legend={t(`voice.${voice}.who`)}
        size="label"
        hint={[t(`voice.${voice}.hint`, { day: erasedOn }), ...(hybrid ? [t('modeHint')] : [])].join(' ')}
        error={words}
      >
        <Stack gap={12}>
          {rows.map(({ name, online }, row) => (
            <div key={row}>
              <TextField
                id={`guest-${String(row)}`}
                label={t('row', { number: row + 1 })}
                name="guest"
                defaultValue={name}
                autoComplete="off"
              />
              {hybrid && (
                <Tick
                  id={`guest-online-${String(row)}`}
                  name="guestOnline"
                  value={String(row)}
                  label={t('online')}
                  aria-label={t('onlineOf', { number: row + 1 })}
                  defaultChecked={online}
                />
              )}
            </div>
          ))}
          {voice !== 'convener' && <p className="small mute">{t(`voice.${voice}.moreRows`)}</p>}
        </Stack>
      </FieldSet>
    </div>
  )
}

/** Who answers for a party that shares its link. */
export function AnsweredByField({ typed, error }: { typed: string; error?: GuestError | undefined }) {
  const { t } = useTranslation('guests')
  const words = useGuestError(error === 'answeredByLong' ? error : undefined)
  return (
    <TextField
      id="answered-by"
      label={t('answeredBy')}
      hint={t('answeredByHint')}
      optional
      name="answeredBy"
      defaultValue={typed}
      autoComplete="name"
      error={words}
    />
  )
}
