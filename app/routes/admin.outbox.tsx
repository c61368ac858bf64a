import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { eventZone } from '#app/features/events/rules.ts'
import { letterCounts, outbox, outboxLength } from '#app/features/mail/queries.server.ts'
import { letterStates, type LetterState } from '#app/features/mail/rules.ts'
import { requirePermission } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { Chip, type ChipTone } from '#app/ui/chip.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Section, Stack } from '#app/ui/page.tsx'
import { Segments } from '#app/ui/segments.tsx'

const tones: Record<LetterState, ChipTone> = {
  waiting: 'plain',
  sending: 'info',
  sent: 'ok',
  failed: 'alert',
  unknown: 'warn',
  stopped: 'plain',
}

/** The outbox: who gets what and how it went. The texts stand on pages of their own, without live links. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  const { language, db, deliversMail } = context
  const asked = new URL(request.url).searchParams.get('state')
  const state = letterStates.find((one) => one === asked) ?? null
  const letters = await outbox(db.read, state)
  return {
    state,
    deliversMail,
    full: letters.length === outboxLength,
    counts: await letterCounts(db.read),
    letters: letters.map(({ id, recipient, subject, state, attempts, queuedAt, sentAt, language: lang }) => {
      const at = sentAt ?? queuedAt
      const when = `${weekdayAndDay(at, eventZone, language)} ${clock(at, eventZone, language)}`
      return { id, recipient, subject, lang, state, attempts, when }
    }),
    title: words(language)('mail:outbox.title'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function Outbox() {
  const { letters, counts, state, deliversMail, full } = useLoaderData<typeof loader>()
  const { t } = useTranslation('mail')
  const all = letterStates.reduce((sum, one) => sum + counts[one], 0)
  return (
    <Section title={t('outbox.title')}>
      <Stack gap={20}>
        <p>{t('outbox.lead')}</p>
        {!deliversMail && <Notice tone="warn">{t('outbox.noServer')}</Notice>}
        <Segments
          label={t('outbox.filter')}
          items={[
            { to: '/admin/outbox', label: t('outbox.all'), count: all, current: state === null },
            ...letterStates.map((one) => ({
              to: `/admin/outbox?state=${one}`,
              label: t(`outbox.state.${one}`),
              count: counts[one],
              current: state === one,
            })),
          ]}
        />
        {(state === 'unknown' || state === 'stopped') && <p>{t(`outbox.stateHint.${state}`)}</p>}
        {letters.length === 0 ? (
          <Empty title={t(state === null ? 'outbox.empty' : 'outbox.emptyFiltered')} />
        ) : (
          <DataTable
            caption={t('outbox.title')}
            rows={letters}
            keyOf={({ id }) => id}
            columns={[
              {
                header: t('outbox.subject'),
                cell: ({ id, subject, lang }) => (
                  <Link to={`/admin/outbox/${id}`} lang={lang}>
                    {subject}
                  </Link>
                ),
              },
              { header: t('outbox.recipient'), cell: ({ recipient }) => recipient },
              {
                header: t('outbox.stateColumn'),
                cell: ({ state, attempts }) => (
                  <>
                    <Chip tone={tones[state]}>{t(`outbox.state.${state}`)}</Chip>
                    {attempts > 1 && <span className="mute"> {t('outbox.attempts', { count: attempts })}</span>}
                  </>
                ),
              },
              { header: t('outbox.time'), cell: ({ when }) => <span className="num">{when}</span> },
            ]}
          />
        )}
        {full && <p className="mute">{t('outbox.more', { count: letters.length })}</p>}
      </Stack>
    </Section>
  )
}
