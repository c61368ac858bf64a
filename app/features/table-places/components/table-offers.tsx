import { useTranslation } from 'react-i18next'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row } from '#app/ui/page.tsx'
import type { ChoiceGroup } from '../rules.ts'

/** Seats at tables that are kept for the guest: take them, or give them up for the next in line. Each press saves. */
export function TableOffers({
  groups,
  voice,
  zone,
  language,
  address,
}: {
  groups: ChoiceGroup[]
  voice: 'group' | 'person'
  zone: string
  language: Language
  /** Where the forms go. */
  address: string
}) {
  const { t } = useTranslation(['tablePlaces', 'seats', 'invitations'])
  const until = (at: number) =>
    t('invitations:rsvp.dayAndTime', { day: weekdayAndDay(at, zone, language), time: clock(at, zone, language) })
  return groups
    .flatMap(({ tables }) => tables)
    .map(({ id, letter, title, own }) => {
      if (own?.place !== 'offered') return null
      return (
        <Notice
          key={id}
          tone="warn"
          title={t(`voice.${voice}.offered`, { table: `${letter} ${title}`, count: own.people })}
          actions={
            <form method="post" action={address}>
              <Row gap={12}>
                <Button name="take" value={id} phoneWide>
                  {t(`seats:voice.${voice}.take`)}
                </Button>
                <Button name="leave" value={id} variant="outlined" phoneWide>
                  {t(`seats:voice.${voice}.giveBack`)}
                </Button>
              </Row>
            </form>
          }
        >
          {own.offeredUntil !== null && t(`seats:voice.${voice}.offeredText`, { until: until(own.offeredUntil) })}
        </Notice>
      )
    })
}
