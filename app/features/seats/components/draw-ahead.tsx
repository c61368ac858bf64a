import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Section, Stack } from '#app/ui/page.tsx'

/** A draw that lies ahead, as the convener sees it where the queue would stand: there is no order yet. */
export function DrawAhead({
  parties,
  when,
  rules,
}: {
  /** How many answers take part. */
  parties: number
  /** When it is held, in words. */
  when: string
  /** Where it is set how seats are given. */
  rules: string
}) {
  const { t } = useTranslation('seats')
  return (
    <Section title={t('draw.title')} id="queue">
      <Stack gap={20}>
        <p>
          {t('draw.ahead', { when })} {parties === 0 ? t('draw.none') : t('drawing', { count: parties })}
        </p>
        <p className="small mute">{t('draw.why')}</p>
        <ButtonLink to={rules} variant="outlined" small>
          {t('draw.rules')}
        </ButtonLink>
      </Stack>
    </Section>
  )
}
