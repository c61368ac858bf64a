import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'
import type { TableStanding } from '../rules.ts'
import css from './table-guests.module.css'

/** Who sits at a table, and the way to move one of them to another table of the same time. */
export function TableGuests({
  table,
  others,
  address,
}: {
  table: TableStanding
  /** The other tables of its time; empty: nobody can be moved. */
  others: TableStanding[]
  /** Where the forms go. */
  address: string
}) {
  const { t } = useTranslation('tablePlaces')
  const guests = [...table.seated, ...table.offered, ...table.waiting]
  if (guests.length === 0) return <p>{t('page.nobody')}</p>
  if (table.seated.length === 0) return null
  return (
    <ul className={css.guests}>
      {table.seated.map(({ id, name, people }) => (
        <li key={id}>
          <b>{name}</b> <span className="small mute">{t('people', { count: people })}</span>
          {others.length > 0 && (
            <details className={css.move}>
              <summary aria-label={t('page.moveOf', { name })}>{t('page.move')}</summary>
              <Form method="post" action={address} preventScrollReset>
                <input type="hidden" name="itemId" value={table.id} />
                <input type="hidden" name="invitationId" value={id} />
                <Stack gap={12}>
                  <SelectField label={t('page.moveTo')} name="to">
                    {others.map((other) => (
                      <option key={other.id} value={other.id}>
                        {t('table', other)}
                        {other.free !== null && ` (${t('form.seatsLeft', { count: other.free })})`}
                      </option>
                    ))}
                  </SelectField>
                  <Button variant="outlined" small>
                    {t('page.moveButton')}
                  </Button>
                </Stack>
              </Form>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
