import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Row } from '#app/ui/page.tsx'
import { sameItems, type AgendaItem } from '../rules.ts'

type Props = {
  /** The draft as it is now. */
  items: AgendaItem[]
  published: { version: number; publishedAt: number; items: AgendaItem[] } | null
  mayPublish: boolean
  /** What changed is told beside it. */
  told: boolean
  zone: string
  language: Language
}

/** Which version everybody sees, whether the draft differs, and the button that makes the draft the next version. */
export function PublishLine({ items, published, mayPublish, told, zone, language }: Props) {
  const { t } = useTranslation('agenda')
  const busy = useNavigation().formMethod === 'POST'
  const same = published !== null && sameItems(items, published.items)
  return (
    <Row between>
      <p>
        {published
          ? t('publish.line', {
              version: published.version,
              day: shortDay(published.publishedAt, zone, language),
              time: clock(published.publishedAt, zone, language),
            })
          : t('publish.never')}
        {published && (same || !told) && <> {same ? t('publish.same') : t('publish.changes')}</>}
      </p>
      {mayPublish && !same && (
        <Form method="post">
          <Button phoneWide busy={busy}>
            {published ? t('publish.again') : t('publish.button')}
          </Button>
        </Form>
      )}
    </Row>
  )
}
