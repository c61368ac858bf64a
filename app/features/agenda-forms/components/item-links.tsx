import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AgendaItem } from '#app/features/agenda/rules.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

/** The way to an item's own form, for who has no script. */
export function ItemLink({ eventId, item }: { eventId: string; item: AgendaItem }) {
  const { t } = useTranslation(['itemForm', 'agenda'])
  return (
    <Link to={`/events/${eventId}/agenda/items/${item.id}`}>
      {t('itemForm:edit')}
      <VisuallyHidden>: {item.title.trim() || t('agenda:untitled')}</VisuallyHidden>
    </Link>
  )
}

export function NewItemLink({ eventId }: { eventId: string }) {
  const { t } = useTranslation('itemForm')
  return (
    <div>
      <ButtonLink to={`/events/${eventId}/agenda/items/new`} variant="outlined" icon="plus">
        {t('add')}
      </ButtonLink>
    </div>
  )
}
