import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { SplitBar } from '#app/ui/split-bar.tsx'
import type { SurveyReminderRefusal } from '../remind-surveyed.server.ts'
import type { SurveyCounts } from '../rules.ts'

/** How a survey goes: open or closed, who has answered, and the press that reminds the others. */
export function SurveyStanding({
  open,
  until,
  total,
  queued,
  sending,
  counts,
  remindable,
  remindedOn,
  reminded,
  refusal,
  agenda,
}: {
  open: boolean
  /** The last day, in words. */
  until: string
  total: number
  queued: number
  sending: boolean
  counts: SurveyCounts
  /** How many a reminder would go to now; 0: it may not be sent now. */
  remindable: number
  /** When it was reminded of last, in words. */
  remindedOn: string | null
  /** The press that brought us here reminded them. */
  reminded: boolean
  refusal: SurveyReminderRefusal | undefined
  agenda: string
}) {
  const { t } = useTranslation('topicSurveys')
  return (
    <Section title={open ? t('standing.openUntil', { day: until }) : t('standing.closed')}>
      <Stack gap={18}>
        {reminded && !refusal && <Notice tone="ok" role="status" title={t('standing.reminded')} />}
        {refusal && <Notice tone="warn" role="alert" title={t(`standing.refusals.${refusal}`)} />}
        {sending && (
          <Progress label={t('standing.progress', { queued, total })} value={queued} max={Math.max(total, 1)} />
        )}
        <p>
          {t('standing.sent', { count: total })} {t(open ? 'standing.openText' : 'standing.closedText')}
        </p>
        <SplitBar
          parts={[
            { tone: 'ok', count: counts.answered, label: t('standing.answered') },
            { tone: 'open', count: counts.unanswered, label: t('standing.unanswered') },
            { tone: 'warn', count: counts.notReached, label: t('standing.notReached') },
          ]}
        />
        {remindable > 0 && (
          <Form method="post">
            <Button name="intent" value="remind" phoneWide>
              {t('standing.remind', { count: remindable })}
            </Button>
          </Form>
        )}
        {open && remindedOn && <p className="small mute">{t('standing.remindedAt', { day: remindedOn })}</p>}
        <Link to={agenda}>{t('standing.agenda')}</Link>
      </Stack>
    </Section>
  )
}
