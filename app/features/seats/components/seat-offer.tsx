import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row } from '#app/ui/page.tsx'

/** Seats are kept for the reader: take them, or give them up for the next in line. Each press saves. */
export function SeatOffer({
  voice,
  people,
  until,
  address,
}: {
  voice: 'group' | 'person'
  people: number
  /** How long they are kept, in words. */
  until: string
  /** Where the form goes. */
  address: string
}) {
  const { t } = useTranslation('seats')
  return (
    <Notice
      tone="warn"
      title={t(`voice.${voice}.offered`, { count: people })}
      actions={
        <form method="post" action={address}>
          <Row gap={12}>
            <Button name="answer" value="yes" phoneWide>
              {t(`voice.${voice}.take`)}
            </Button>
            <Button name="answer" value="no" variant="outlined" phoneWide>
              {t(`voice.${voice}.giveBack`)}
            </Button>
          </Row>
        </form>
      }
    >
      {t(`voice.${voice}.offeredText`, { until })}
    </Notice>
  )
}
