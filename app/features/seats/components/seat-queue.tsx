import { Form, useSubmit } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, shortDay, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { classes } from '#app/ui/classes.ts'
import { TextField } from '#app/ui/fields.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import { queueSteps, type QueueStep } from '../rules.ts'
import css from './seat-queue.module.css'
import { usePlaceDrag, waitingAttribute } from './use-place-drag.ts'

type Waiting = { id: string; name: string; people: number; waitingSince: number | null; offeredUntil: number | null }

/** The queue as the convener sees it: whose turn it is, since when, and what can be done about it. */
export function SeatQueue({
  waiting,
  offered,
  free,
  zone,
  language,
  address,
  raise,
  quotas,
  title,
}: {
  waiting: Waiting[]
  offered: Waiting[]
  /** Seats that nobody holds or is offered. */
  free: number
  zone: string
  language: Language
  /** Where the forms go. */
  address: string
  /** Where the number of seats is changed. */
  raise: string
  /** Groups have quotas. */
  quotas: boolean
  /** Of a queue below a heading, as that of a table. */
  title?: string
}) {
  const { t } = useTranslation('seats')
  const submit = useSubmit()
  const { drag, start } = usePlaceDrag((invitationId, to) => {
    if (waiting[to - 1]?.id === invitationId) return
    submit({ invitationId, queue: 'to', to }, { method: 'post', action: address, preventScrollReset: true })
  })
  /** The row behind which the line stands while one is dragged; the first row has it above when it stands before all. */
  const others = waiting.filter(({ id }) => id !== drag?.id)
  const behind = drag && others[drag.behind - 1]?.id
  const until = (at: number) => `${weekdayAndDay(at, zone, language)} ${clock(at, zone, language)}`
  return (
    <Section title={title ?? t('queue.title')} {...(title === undefined ? { id: 'queue' } : { level: 4 })}>
      <Stack gap={20}>
        {offered.length > 0 && (
          <Lines>
            {offered.map(({ id, name, people, offeredUntil }) => (
              <Line key={id} action={<Chip tone="warn">{t('queue.offered')}</Chip>}>
                <b>{name}</b>
                <p className="small mute">
                  {t('queue.people', { count: people })}
                  {offeredUntil !== null && `, ${t('queue.until', { until: until(offeredUntil) })}`}
                </p>
              </Line>
            ))}
          </Lines>
        )}
        {waiting.length === 0 && <p>{t('queue.empty')}</p>}
        {waiting.length > 0 && (
          <ol className={css.queue}>
            {waiting.map(({ id, name, people, waitingSince }, index) => (
              <li
                key={id}
                {...{ [waitingAttribute]: id }}
                className={classes(
                  drag?.id === id && css.dragged,
                  behind === id && css.dropBehind,
                  drag?.behind === 0 && others[0]?.id === id && css.dropFirst,
                )}
              >
                <span
                  className={classes(css.place, waiting.length > 1 && css.handle)}
                  aria-hidden="true"
                  onPointerDown={(pointer) => start(id, pointer)}
                >
                  {index + 1}
                </span>
                <div>
                  <b>{name}</b>
                  <p className="small mute">
                    {t('queue.people', { count: people })}
                    {waitingSince !== null && `, ${t('queue.since', { day: shortDay(waitingSince, zone, language) })}`}
                  </p>
                  <Moves id={id} name={name} address={address} place={index + 1} count={waiting.length} />
                </div>
              </li>
            ))}
          </ol>
        )}
        <p className="small mute">
          {t('queue.free', { count: free })} {t('queue.rule')} {quotas && t('queue.quotaRule')}
          {waiting.length > 1 && <span className={css.withMouse}> {t('queue.drag')}</span>}
        </p>
        <ButtonLink to={raise} variant="outlined" small>
          {t('queue.raise')}
        </ButtonLink>
      </Stack>
    </Section>
  )
}

/** Steps that lead nowhere for one at this place. */
function atEnds(index: number, count: number): QueueStep[] {
  return [
    ...(index === 0 ? (['up', 'first'] as const) : []),
    ...(index === count - 1 ? (['down', 'last'] as const) : []),
  ]
}

function Moves({
  id,
  name,
  address,
  place,
  count,
}: {
  id: string
  name: string
  address: string
  /** From 1 on. */
  place: number
  /** How many wait. */
  count: number
}) {
  const { t } = useTranslation('seats')
  const without = atEnds(place - 1, count)
  return (
    <details className={css.moves}>
      <summary aria-label={t('queue.actions', { name })}>{t('queue.move')}</summary>
      <Form method="post" action={address} preventScrollReset>
        <input type="hidden" name="invitationId" value={id} />
        <Row gap={4}>
          {queueSteps
            .filter((step) => !without.includes(step))
            .map((step) => (
              <Button key={step} name="queue" value={step} variant="quiet" small>
                {t(`queue.step.${step}`)}
              </Button>
            ))}
          <Button name="queue" value="offer" variant="quiet" small>
            {t('queue.offer')}
          </Button>
        </Row>
      </Form>
      {/* Shorter ways need no number. */}
      {count > 3 && (
        <Form method="post" action={address} preventScrollReset>
          <input type="hidden" name="invitationId" value={id} />
          <div className={css.toPlace}>
            <TextField
              label={t('queue.to')}
              name="to"
              type="number"
              inputMode="numeric"
              min={1}
              max={count}
              required
              defaultValue={String(place)}
            />
            <Button name="queue" value="to" variant="outlined" small>
              {t('queue.toButton')}
            </Button>
          </div>
        </Form>
      )}
    </details>
  )
}
