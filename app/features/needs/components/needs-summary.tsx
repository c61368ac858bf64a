import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Box } from '#app/ui/box.tsx'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { needKinds, type NeedCounts, type NeedKind, type OpenOrder } from '../rules.ts'
import css from './needs-summary.module.css'

/** How many need what, and what has to be ordered by when; no names. */
export function NeedsSummary({
  counts,
  ordered,
  open,
  zone,
  language,
  erasedOn,
  address,
  linked = true,
}: {
  counts: NeedCounts
  ordered: NeedKind[]
  open: OpenOrder[]
  zone: string
  language: Language
  erasedOn: string
  /** The page of needs, where the forms go. */
  address: string
  /** Give the way to that page. */
  linked?: boolean
}) {
  const { t } = useTranslation('needs')
  return (
    <Box>
      <Section title={t('summary.title')}>
        <Stack gap={16}>
          {counts.people === 0 && <p>{t('summary.nothing')}</p>}
          {open.map(({ kind, count, by, late }) => (
            <Notice
              key={kind}
              tone={late ? 'alert' : 'warn'}
              title={`${t(`kinds.${kind}`)}, ${String(count)}`}
              actions={
                <Form method="post" action={address}>
                  <input type="hidden" name="kind" value={kind} />
                  <Button
                    name="intent"
                    value="order"
                    variant="quiet"
                    small
                    aria-label={`${t('summary.mark')}: ${t(`kinds.${kind}`)}`}
                  >
                    {t('summary.mark')}
                  </Button>
                </Form>
              }
            >
              {t(late ? 'summary.late' : 'summary.by', { day: weekdayAndDay(by, zone, language) })}
            </Notice>
          ))}
          {counts.people > 0 && (
            <dl className={css.counts}>
              {needKinds
                .filter((kind) => counts.kinds[kind])
                .map((kind) => (
                  <div key={kind}>
                    <dt>
                      {t(`kinds.${kind}`)}
                      {ordered.includes(kind) && <span className="small mute"> {t('summary.ordered')}</span>}
                    </dt>
                    <dd>{counts.kinds[kind]}</dd>
                  </div>
                ))}
              {counts.texts > 0 && (
                <div>
                  <dt>{t('summary.texts')}</dt>
                  <dd>{counts.texts}</dd>
                </div>
              )}
            </dl>
          )}
          {counts.people > 0 && (
            <p className="small mute">
              <Icon name="lock" size="1.1em" /> {t('summary.privacy', { day: erasedOn })}
            </p>
          )}
          {linked && <Link to={address}>{t('summary.open')}</Link>}
        </Stack>
      </Section>
    </Box>
  )
}
