import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import type { Press } from '../forms.ts'
import type { Run } from '../rules.ts'

/** The one thing to do now: start what comes next, or end the last item. Nothing when the day is over. */
export function MainPress({ run }: { run: Run }) {
  const { t } = useTranslation('run')
  const fetcher = useFetcher()
  const item = run.next ?? run.now
  if (!item) return null
  const press: Press = run.next ? 'start' : 'end'
  if (press === 'end' && item.mark.startedAt === null) return null
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="itemId" value={item.id} />
      <Button name="press" value={press} phoneWide busy={fetcher.state !== 'idle'}>
        {t(press === 'start' ? 'startNext' : 'endLast', { title: item.title })}
      </Button>
    </fetcher.Form>
  )
}
