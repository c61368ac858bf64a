import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'

/** The saved audiences to start from, each with how many letters it makes for this event now. */
export function SavedChoice({
  audiences,
  chosen,
  manage,
}: {
  audiences: { id: string; name: string; letters: number }[]
  /** The one that was started from. */
  chosen: string | null
  /** Where they are renamed and deleted. */
  manage: string
}) {
  const { t } = useTranslation('audiences')
  if (audiences.length === 0) return null
  return (
    <Section title={t('pick.saved')} level={3}>
      <Stack gap={14}>
        <p className="mute">{t('pick.savedHint')}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="start" />
          <Lines>
            {audiences.map(({ id, name, letters }) => (
              <Line
                key={id}
                action={
                  <Button
                    name="audienceId"
                    value={id}
                    variant="outlined"
                    small
                    aria-label={t('pick.startOf', { name })}
                  >
                    {t('pick.start')}
                  </Button>
                }
              >
                <b>{name}</b> {id === chosen && <Chip tone="info">{t('pick.started')}</Chip>}
                <br />
                <span className="small mute">{t('list.letters', { count: letters })}</span>
              </Line>
            ))}
          </Lines>
        </Form>
        <p className="small">
          <Link to={manage}>{t('pick.manage')}</Link>
        </p>
      </Stack>
    </Section>
  )
}
