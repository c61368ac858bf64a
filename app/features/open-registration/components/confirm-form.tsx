import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Stack } from '#app/ui/page.tsx'

/** What was typed, where it leads, and the one press. */
export function ConfirmForm({
  name,
  people,
  fits,
  queuePlace,
  until,
  address,
}: {
  name: string
  people: number
  /** How many of them can have a seat or a place in the queue; fewer than `people`: they say how many come. */
  fits: number
  /** The place in the queue that confirming gives; null: seats. */
  queuePlace: number | null
  until: string
  address: string
}) {
  const { t } = useTranslation('openRegistration')
  const fewer = fits < people
  return (
    <form method="post" action={address}>
      <Stack gap={22}>
        <h2>{t('confirm.heading')}</h2>
        <Facts
          rows={[
            { term: t('confirm.who'), text: name },
            { term: t('confirm.people'), text: t('confirm.peopleCount', { count: people }) },
          ]}
        />
        {fewer && (
          <Notice tone="warn" title={t('confirm.fewer', { count: fits })}>
            {t('confirm.fewerText')}
          </Notice>
        )}
        {fewer && (
          <TextField
            label={t('confirm.peopleField')}
            id="people"
            name="people"
            type="number"
            inputMode="numeric"
            min={1}
            max={fits}
            defaultValue={fits}
          />
        )}
        {queuePlace !== null && <Notice tone="warn">{t('page.queue', { place: queuePlace })}</Notice>}
        <p>
          <Button phoneWide>{t('confirm.button')}</Button>
        </p>
        <p>{t('confirm.until', { until })}</p>
        <p className="mute">{t('confirm.notYou')}</p>
      </Stack>
    </form>
  )
}
