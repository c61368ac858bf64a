import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { isoDay, longDay, weekdayAndDay, zonedParts } from '#app/lib/dates.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DueLine, Line, Lines } from '#app/ui/lines.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Band, Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'
import { SplitBar } from '#app/ui/split-bar.tsx'
import type { EventDetails } from '../queries.server.ts'
import { eventZone, type Task, type TaskKind } from '../rules.ts'
import { EventRow } from './event-row.tsx'
import css from './home.module.css'

/** How the answers stand, as the invitations count them. */
export type AnswerCounts = {
  invited: number
  answered: number
  yes: number
  maybe: number
  no: number
  none: number
  people: number
}

export type HomeProps = {
  name: string
  language: Language
  now: number
  may: { create: boolean; administer: boolean }
  tasks: (Task & { event: Pick<EventDetails, 'id' | 'title' | 'startsAt' | 'timeZone'> })[]
  /** Those that the person convenes, alone or with another, by start. */
  coming: (EventDetails & { answers: AnswerCounts | null })[]
  /** Those whose agenda the person plans, for an association or a co-organiser. */
  planned: EventDetails[]
  /** How many forums each organiser has this year, drafts too; cancelled ones do not count. */
  forums: { organiserName: LocalText; count: number }[]
}

const taskPaths: Record<TaskKind, string> = {
  draftPast: '/edit',
  draftNear: '',
  notInvited: '/invitations/new',
  agendaMissing: '/agenda',
  notReached: '/invitations',
  noAnswers: '/invitations',
  proposalsWait: '/proposals',
  needsToOrder: '/invitations/needs',
  agendaToPlan: '/agenda',
}

/** What waits for this person, what comes next and how the year stands. */
export function Home(props: HomeProps) {
  const { name, language, now, may, coming, planned, forums } = props
  const { t } = useTranslation('events')
  const convenes = may.create
  const today = longDay(now, eventZone, language)
  // Who only runs the service has nothing else here: it stands in the middle then.
  const works = coming.length + planned.length > 0
  const administersOnly = may.administer && !convenes && !works
  const administration = may.administer && (
    <Section title={t('home.administration')}>
      <Stack gap={12}>
        <p>{t('home.administrationText')}</p>
        <Link to="/admin">{t('home.openAdministration')}</Link>
      </Stack>
    </Section>
  )
  return (
    <>
      <Band>
        <Wrap>
          <Row between gap={20}>
            <div>
              <p className="mute">{today.charAt(0).toUpperCase() + today.slice(1)}</p>
              <h1>{t('home.hello', { name: name.split(' ')[0] })}</h1>
            </div>
            {convenes && (
              <ButtonLink to="/events/new" icon="plus" phoneWide>
                {t('home.new')}
              </ButtonLink>
            )}
          </Row>
        </Wrap>
      </Band>
      <Wrap padded>
        <TwoColumns
          side={
            (forums.length > 0 || (administration && !administersOnly)) && (
              <Stack gap={40}>
                {forums.map((year, index) => (
                  <YearOfForums key={index} year={year} now={now} language={language} named={forums.length > 1} />
                ))}
                {!administersOnly && administration}
              </Stack>
            )
          }
        >
          <Stack gap={64}>
            {administersOnly && administration}
            {(convenes || works) && <Waits {...props} />}
            {(convenes || coming.length > 0) && (
              <Section title={t('home.coming')}>
                <Stack gap={16}>
                  {coming.length === 0 ? (
                    <Empty title={t('home.comingNone')} />
                  ) : (
                    <Lines>
                      {coming.map((event) => (
                        <EventRow key={event.id} event={event} language={language} now={now} to="planner">
                          {event.answers && <Answers event={event} answers={event.answers} now={now} />}
                        </EventRow>
                      ))}
                    </Lines>
                  )}
                  <p>
                    <Link to="/events">{t('home.allEvents')}</Link>
                  </p>
                </Stack>
              </Section>
            )}
            {planned.length > 0 && (
              <Section title={t('home.plannedTitle')}>
                <Lines>
                  {planned.map((event) => (
                    <EventRow key={event.id} event={event} language={language} now={now} to="planner">
                      <p>
                        <Link to={`/events/${event.id}/agenda`}>{t('home.openAgenda')}</Link>
                      </p>
                    </EventRow>
                  ))}
                </Lines>
              </Section>
            )}
            {!convenes && !works && !may.administer && <Empty title={t('home.nothingYet')} />}
          </Stack>
        </TwoColumns>
      </Wrap>
    </>
  )
}

function Waits({ tasks, language, now }: Pick<HomeProps, 'tasks' | 'language' | 'now'>) {
  const { t } = useTranslation('events')
  const today = isoDay(now, eventZone)
  return (
    <Section
      title={t('home.waits')}
      aside={tasks.length > 0 && <p className="mute small">{t('home.waitsCount', { count: tasks.length })}</p>}
    >
      {tasks.length === 0 ? (
        <Lines>
          <Line>{t('home.waitsNothing')}</Line>
        </Lines>
      ) : (
        <Lines ordered>
          {tasks.map(({ kind, due, count, event }) => {
            const late = isoDay(due, eventZone) <= today
            return (
              <DueLine
                key={`${kind}/${event.id}`}
                due={late ? t('home.today') : weekdayAndDay(due, eventZone, language)}
                now={late}
                title={t(`home.tasks.${kind}`, { count })}
                text={
                  <>
                    <Local text={event.title} language={language} />,{' '}
                    {weekdayAndDay(event.startsAt, event.timeZone, language)}
                  </>
                }
                action={<Link to={`/events/${event.id}${taskPaths[kind]}`}>{t(`home.taskLinks.${kind}`)}</Link>}
              />
            )
          })}
        </Lines>
      )}
    </Section>
  )
}

/** The heading is the answer, the bar comes after it. */
function Answers({ event, answers, now }: { event: EventDetails; answers: AnswerCounts; now: number }) {
  const { t } = useTranslation('events')
  if (event.state !== 'published') return null
  const { invited, answered, yes, maybe, no, none, people } = answers
  if (invited === 0) return <p className="small mute">{t('home.notInvited')}</p>
  const left = (event.answerBy ?? event.startsAt) - now
  const days = Math.floor(left / 86_400_000)
  return (
    <div className={css.answers}>
      <SplitBar
        showKey={false}
        parts={[
          { tone: 'ok', count: yes, label: t('home.answers.yes') },
          { tone: 'warn', count: maybe, label: t('home.answers.maybe') },
          { tone: 'neutral', count: no, label: t('home.answers.no') },
          { tone: 'open', count: none, label: t('home.answers.none') },
        ]}
      />
      <p className="small">
        <b>{t('home.answered', { answered, count: invited })}</b>, {t('home.people', { count: people })}{' '}
        {left < 0 ? t('home.answersClosed') : t('home.answersOpen', { count: days })}
      </p>
    </div>
  )
}

/** The rhythm of one or two forums a year (FOR-1). */
function YearOfForums({
  year,
  now,
  language,
  named,
}: {
  year: HomeProps['forums'][number]
  now: number
  language: Language
  /** Says whose forums: for one who convenes for several. */
  named: boolean
}) {
  const { t } = useTranslation('events')
  return (
    <Section title={t('home.yearTitle', { year: zonedParts(now, eventZone).year })}>
      <Stack gap={12}>
        {named && (
          <p className="mute">
            <Local text={year.organiserName} language={language} />
          </p>
        )}
        <p>{year.count === 0 ? t('home.yearNone') : t('home.year', { count: year.count })}</p>
        <p className="small mute">{t('home.yearRhythm')}</p>
        {year.count === 0 && (
          <ButtonLink to="/events/new?kind=forum" variant="outlined">
            {t('home.yearNew')}
          </ButtonLink>
        )}
      </Stack>
    </Section>
  )
}
