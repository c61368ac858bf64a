import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Row } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import { stretchTo, type Press } from '../forms.ts'
import { mostStretch, type RunItem } from '../rules.ts'

const step = 5

/** What the facilitator can say of an item where it stands now. Each is a plain form: it works before script, too. */
export function ItemPresses({ item, isLast }: { item: RunItem; isLast: boolean }) {
  const { t } = useTranslation('run')
  const fetcher = useFetcher()
  const { mark } = item
  const going = item.run === 'now' && mark.startedAt !== null
  const presses: [Press, boolean][] = [
    ['start', mark.startedAt === null && !mark.skipped && item.run !== 'done'],
    ['end', going && isLast],
    ['unstart', going],
    ['unend', mark.endedAt !== null],
    ['skip', !mark.skipped && item.run === 'coming'],
    ['unskip', mark.skipped],
  ]
  const longer = item.run === 'now' || item.run === 'coming'
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="itemId" value={item.id} />
      <Row gap={8}>
        {presses
          .filter(([, shown]) => shown)
          .map(([press]) => (
            <Button
              key={press}
              name="press"
              value={press}
              small
              variant={press === 'start' || press === 'end' ? 'outlined' : 'quiet'}
            >
              {t(`presses.${press}`)}
              <VisuallyHidden>: {item.title}</VisuallyHidden>
            </Button>
          ))}
        {longer && stretch(mark.stretched + step, 'more')}
        {longer && item.minutes + mark.stretched > step && stretch(mark.stretched - step, 'less')}
      </Row>
    </fetcher.Form>
  )

  function stretch(to: number, which: 'more' | 'less') {
    if (Math.abs(to) > mostStretch) return null
    return (
      <Button key={which} name="press" value={stretchTo(to)} small variant="quiet">
        {t(`presses.${which}`, { minutes: step })}
        <VisuallyHidden>: {item.title}</VisuallyHidden>
      </Button>
    )
  }
}
