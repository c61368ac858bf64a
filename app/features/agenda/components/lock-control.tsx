import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/page.tsx'

type Lock = { lockedAt: number; name: string | null }
type Props = { eventId: string; lock: Lock | null; zone: string; language: Language }

/** Whether the agenda is locked, and the press that locks or opens it. For its convener. */
export function LockControl({ eventId, lock, zone, language }: Props) {
  const { t } = useTranslation('agenda')
  return (
    <Form method="post" action={`/events/${eventId}/agenda/lock`} preventScrollReset>
      <Stack gap={8}>
        <p>{lock ? t('lock.since', lockWords(lock, zone, language)) : t('lock.open')}</p>
        <div>
          <Button name="intent" value={lock ? 'open' : 'lock'} variant="outlined" small>
            {t(lock ? 'lock.openIt' : 'lock.lockIt')}
          </Button>
        </div>
      </Stack>
    </Form>
  )
}

/** Who locked it and when, as the words take them. */
export function lockWords({ lockedAt, name }: Lock, zone: string, language: Language) {
  return { name: name ?? '–', day: shortDay(lockedAt, zone, language), time: clock(lockedAt, zone, language) }
}
