import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/page.tsx'
import type { Table } from '../rules.ts'

/** Closes a table for others, or opens it again; one that the agenda closes is opened there. */
export function TableClosing({ table, address }: { table: Table; address: string }) {
  const { t } = useTranslation('tablePlaces')
  if (table.closed === 'agenda') return <p className="small mute">{t('page.closedByAgenda')}</p>
  const open = table.closed === null
  return (
    <Stack gap={8}>
      {!open && <p className="small mute">{t('page.closedText')}</p>}
      <Form method="post" action={address} preventScrollReset>
        <input type="hidden" name="itemId" value={table.id} />
        <Button
          name="intent"
          value={open ? 'close' : 'open'}
          variant="outlined"
          small
          aria-label={t(open ? 'page.closeOf' : 'page.reopenOf', { table: t('table', table) })}
        >
          {t(open ? 'page.close' : 'page.reopen')}
        </Button>
      </Form>
    </Stack>
  )
}
