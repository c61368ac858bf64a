import { Form } from '@remix-run/react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import css from './door.module.css'

const never = () => () => undefined

/** The large field on top: with script the list follows each letter, without it a button asks the server. */
export function DoorSearch({ typed, type }: { typed: string; type: (text: string) => void }) {
  const { t } = useTranslation('attendance')
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <Form role="search" className={css.search} onSubmit={(event) => event.preventDefault()}>
      <TextField
        id="door-search"
        type="search"
        name="q"
        label={t('search.label')}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        // The next one at the door is another one: what was typed gives way to the first letter.
        onFocus={(event) => event.currentTarget.select()}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      {scripted ? (
        typed !== '' && (
          <Button type="button" variant="outlined" onClick={() => type('')}>
            {t('search.clear')}
          </Button>
        )
      ) : (
        <Button variant="outlined">{t('search.button')}</Button>
      )}
    </Form>
  )
}
