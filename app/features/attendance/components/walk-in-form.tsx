import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'
import { longestName, walkInForm, type WalkInTrouble } from '../forms.ts'
import type { WalkIn } from '../rules.ts'
import css from './door.module.css'

export type WalkInErrors = { name?: WalkInTrouble | undefined; organisation?: WalkInTrouble | undefined }
type Typed = { name: string; organisation: string }

/** Somebody who was not invited came: a name, and the organisation if there is one. */
export function WalkInForm({
  address,
  found,
  typed,
  errors: served,
  add,
}: {
  address: string
  /** What was searched for in vain: probably the name. */
  found: string
  /** What the server sent back, and what is wrong with it. */
  typed?: Typed | undefined
  errors?: WalkInErrors | undefined
  add: (walkIn: WalkIn) => void
}) {
  const { t } = useTranslation('attendance')
  const [own, setErrors] = useState<WalkInErrors | null>(null)
  const errors = own ?? served ?? {}
  const words = (trouble: WalkInTrouble | undefined) => trouble && t(`troubles.${trouble}`, { count: longestName })
  return (
    <details className={css.fold} open={found !== '' || served !== undefined}>
      <summary>{t('walkIn.title')}</summary>
      <form
        method="post"
        action={address}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const asked = walkInForm.safeParse(Object.fromEntries(new FormData(form)))
          setErrors(asked.success ? {} : troublesOf(asked.error.issues))
          if (!asked.success) return
          add(asked.data)
          form.reset()
        }}
      >
        <input type="hidden" name="intent" value="walkIn" />
        <Stack gap={18}>
          <TextField
            id="walk-in-name"
            name="name"
            label={t('walkIn.name')}
            defaultValue={typed?.name ?? found}
            error={words(errors.name)}
            autoComplete="off"
          />
          <TextField
            id="walk-in-organisation"
            name="organisation"
            label={t('walkIn.organisation')}
            optional
            defaultValue={typed?.organisation ?? ''}
            error={words(errors.organisation)}
            autoComplete="off"
          />
          <Button variant="outlined" phoneWide>
            {t('walkIn.add')}
          </Button>
        </Stack>
      </form>
    </details>
  )
}

/** What is wrong, field by field, as the schema says it. */
export function troublesOf(issues: readonly { path: PropertyKey[]; message: string }[]): WalkInErrors {
  const of = (field: string) => issues.find(({ path }) => path[0] === field)?.message as WalkInTrouble | undefined
  return { name: of('name'), organisation: of('organisation') }
}
