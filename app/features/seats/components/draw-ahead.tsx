import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'

/** Who takes part in a draw that lies ahead, as the convener sees it: without an order, for there is none. */
export function DrawAhead({
  waiting,
  when,
  rules,
}: {
  waiting: { id: string; name: string; people: number }[]
  /** When it is held, in words. */
  when: string
  /** Where it is set how seats are given. */
  rules: string
}) {
  const { t } = useTranslation('seats')
  const byName = [...waiting].sort((a, b) => a.name.localeCompare(b.name, 'fi'))
  return (
    <Section title={t('draw.title')} id="queue">
      <Stack gap={20}>
        <p>{t('draw.ahead', { when })}</p>
        {waiting.length === 0 && <p>{t('draw.none')}</p>}
        {waiting.length > 0 && (
          <Lines>
            {byName.map(({ id, name, people }) => (
              <Line key={id}>
                <b>{name}</b>
                <p className="small mute">{t('queue.people', { count: people })}</p>
              </Line>
            ))}
          </Lines>
        )}
        <p className="small mute">{t('draw.why')}</p>
        <ButtonLink to={rules} variant="outlined" small>
          {t('draw.rules')}
        </ButtonLink>
      </Stack>
    </Section>
  )
}
