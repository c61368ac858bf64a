import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'

/** One press leaves the queue, or gives back a seat that came from it; also after the deadline. */
export function GiveUp({
  voice,
  waits,
  address,
}: {
  voice: 'group' | 'person'
  waits: boolean
  /** Where the form goes. */
  address: string
}) {
  const { t } = useTranslation('seats')
  return (
    <form method="post" action={address}>
      <Button name="answer" value="no" variant="outlined" phoneWide>
        {t(`voice.${voice}.${waits ? 'leave' : 'giveBack'}`)}
      </Button>
    </form>
  )
}
