import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField, Tick, TimeField } from '#app/ui/fields.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import type { PlanTrouble, TypedPlan } from '../forms.ts'
import type { AutoReminderKind } from '../rules.ts'

/** Where an automatic reminder is, for its convener. */
export type Standing = {
  on: boolean
  dueAt: number
  /** Its time is over. */
  over: boolean
  /** It was due, and still goes to those whose turn comes. */
  passed: boolean
  /** How many it is for now. */
  count: number
  sent: number
  lastAt: number | null
}

type Props = {
  kind: AutoReminderKind
  typed: TypedPlan
  troubles: { days?: PlanTrouble; time?: PlanTrouble }
  standing: Standing
  /** Of its letter. */
  letter: string
  /** Is there a last day to answer to count from? */
  deadline: boolean
  zone: string
  language: Language
}

/** One automatic reminder: whether it goes and when, and what becomes of it. Works without script. */
export function PlanForm({ kind, typed, troubles, standing, letter, deadline, zone, language }: Props) {
  const { t } = useTranslation('reminders')
  const title = t(`kind.${kind}.title`)
  const said = (trouble: PlanTrouble | undefined) => trouble && t(`troubles.${trouble}`)
  return (
    <Section title={title} level={3} id={kind}>
      <Form method="post" noValidate preventScrollReset>
        <input type="hidden" name="kind" value={kind} />
        <Stack gap={20}>
          <p>{t(`kind.${kind}.text`)}</p>
          <StandingLine standing={standing} zone={zone} language={language} />
          <Tick id={`${kind}-on`} name="on" label={t('on')} defaultChecked={typed.on} />
          <Row gap={14} top>
            <TextField
              id={`${kind}-days`}
              name="days"
              inputMode="numeric"
              autoComplete="off"
              label={t(`kind.${kind}.${deadline ? 'days' : 'daysStart'}`)}
              hint={t('daysHint')}
              defaultValue={typed.days}
              error={said(troubles.days)}
            />
            <TimeField
              id={`${kind}-time`}
              name="time"
              label={t('time')}
              hint={t('timeHint')}
              defaultValue={typed.time}
              error={said(troubles.time)}
            />
          </Row>
          <Row gap={20}>
            <Button variant="outlined" phoneWide aria-label={t('saveOf', { title })}>
              {t('save')}
            </Button>
            <Link to={letter} aria-label={t('letterOf', { title })}>
              {t('letter')}
            </Link>
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}

function StandingLine({ standing, zone, language }: Pick<Props, 'standing' | 'zone' | 'language'>) {
  const { t } = useTranslation('reminders')
  const { on, over, passed, count, sent, lastAt } = standing
  const when = (at: number) => ({ day: weekdayAndDay(at, zone, language), time: clock(at, zone, language) })
  const due = when(standing.dueAt)
  const next = !on
    ? t('standing.off')
    : over
      ? t('standing.over')
      : passed
        ? t('standing.passed', due)
        : t('standing.planned', { ...due, count })
  return (
    <p>
      {sent > 0 && lastAt !== null && <b>{t('standing.sent', { ...when(lastAt), count: sent })}</b>} {next}
    </p>
  )
}
