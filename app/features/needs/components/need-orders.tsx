import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section } from '#app/ui/page.tsx'
import type { NeedKind } from '../rules.ts'

/** What has been ordered, and the way back. */
export function NeedOrders({ ordered }: { ordered: NeedKind[] }) {
  const { t } = useTranslation('needs')
  return (
    <Section title={t('page.orders')}>
      {ordered.length === 0 && <p className="small mute">{t('page.noOrders')}</p>}
      {ordered.length > 0 && (
        <Lines>
          {ordered.map((kind) => (
            <Line
              key={kind}
              action={
                <Form method="post">
                  <input type="hidden" name="kind" value={kind} />
                  <Button
                    name="intent"
                    value="takeBack"
                    variant="quiet"
                    small
                    aria-label={`${t('page.takeBack')}: ${t(`kinds.${kind}`)}`}
                  >
                    {t('page.takeBack')}
                  </Button>
                </Form>
              }
            >
              {t(`kinds.${kind}`)}
            </Line>
          ))}
        </Lines>
      )}
    </Section>
  )
}
