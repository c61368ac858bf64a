import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import type { ErasureScope } from '../rules.ts'

/** Asks for erasing: what goes, what stays and why, and the press that does it. */
export function ErasePart({
  scope,
  over,
  address,
  asks,
}: {
  scope: ErasureScope
  /** The event has been. */
  over: boolean
  /** Of the page, with its language. */
  address: string
  /** They pressed once and are asked to confirm. */
  asks: boolean
}) {
  const { t } = useTranslation('ownData')
  const when = scope === 'typed' ? 'typed' : over ? 'after' : 'before'
  return (
    <Section title={t('erase.title')} id="erase">
      <Stack gap={16}>
        <p>{t(`erase.goes.${scope}`)}</p>
        <p>{t(`erase.stays.${when}`)}</p>
        {asks ? (
          <Notice
            tone="alert"
            role="alert"
            title={t(`erase.sure.${scope}`)}
            actions={
              <form method="post" action={address}>
                <Row>
                  <Button variant="danger" name="intent" value="erase">
                    {t(`erase.submit.${scope}`)}
                  </Button>
                  <a href={address}>{t('erase.keep')}</a>
                </Row>
              </form>
            }
          >
            {t('erase.forGood')}
          </Notice>
        ) : (
          <p>
            <a href={`${address}&erase=yes#erase`}>{t(`erase.ask.${scope}`)}</a>
          </p>
        )}
      </Stack>
    </Section>
  )
}
