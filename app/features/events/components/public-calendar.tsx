import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { monthName, zonedParts } from '#app/lib/dates.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Box } from '#app/ui/box.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Lines } from '#app/ui/lines.tsx'
import { Band, Section, TwoColumns, Wrap } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { EventDetails } from '../queries.server.ts'
import { eventKinds, themes, type EventKind, type Theme } from '../rules.ts'
import { EventRow } from './event-row.tsx'
import css from './public-calendar.module.css'

export type CalendarFilter = { organiser?: string | undefined; kind?: EventKind | undefined; theme?: Theme | undefined }

type Props = {
  events: EventDetails[]
  organisers: { id: string; name: LocalText }[]
  filter: CalendarFilter
  language: Language
  now: number
  /** What stands under an event: the way to sign up. */
  below: (event: EventDetails) => ReactNode
}

/** What is coming, for everybody: by month, with its filters and the way to subscribe to exactly what they show. */
export function PublicCalendar({ events, organisers, filter, language, now, below }: Props) {
  const { t } = useTranslation('events')
  const organiser = organisers.find(({ id }) => id === filter.organiser)
  const chosen = [
    organiser && localText(organiser.name, language).text,
    filter.kind && t(`kinds.${filter.kind}`),
    filter.theme && t(`themes.${filter.theme}`),
  ].filter(Boolean)
  // Cancelled ones stay in the list, and are not counted among what will be held.
  const count = events.filter(({ state }) => state === 'published').length
  const filtered = chosen.length > 0
  return (
    <>
      <Band>
        <Wrap>
          <h1>{softHyphens(t('calendar.title'))}</h1>
          <p className="lead mute">{softHyphens(t('calendar.lead'))}</p>
        </Wrap>
      </Band>
      <Wrap padded>
        <TwoColumns side={<Side organisers={organisers} filter={filter} filtered={filtered} language={language} />}>
          <p className={css.jumps}>
            <ButtonLink to={subscribePath(filter)} icon="calendar">
              {t('calendar.subscribeShort')}
            </ButtonLink>
            <ButtonLink to="#filters" variant="outlined">
              {t('calendar.filter')}
            </ButtonLink>
          </p>
          <div className={css.months}>
            {events.length > 0 ? (
              <p className={css.count}>
                {filtered
                  ? t('calendar.countOf', { count, filter: chosen.join(', ') })
                  : t('calendar.count', { count })}
              </p>
            ) : (
              <Empty
                title={filtered ? t('calendar.emptyFiltered') : t('calendar.empty')}
                action={filtered && <Link to="/calendar">{t('calendar.showAll')}</Link>}
              />
            )}
            {byMonth(events).map(({ month, events: rows }, index, all) => {
              const { startsAt, timeZone } = rows[0] ?? { startsAt: now, timeZone: 'UTC' }
              const name = monthName(startsAt, timeZone, language)
              // The year stands where it begins: on the first heading, and where it changes.
              const named = month.slice(0, 4) !== all[index - 1]?.month.slice(0, 4)
              return (
                <Section key={month} title={capital(named ? `${name} ${month.slice(0, 4)}` : name)}>
                  <Lines>
                    {rows.map((event) => (
                      <EventRow key={event.id} event={event} language={language} now={now} to="reader" month={false}>
                        {below(event)}
                      </EventRow>
                    ))}
                  </Lines>
                </Section>
              )
            })}
          </div>
        </TwoColumns>
      </Wrap>
    </>
  )
}

function Side({
  organisers,
  filter,
  filtered,
  language,
}: Pick<Props, 'organisers' | 'filter' | 'language'> & { filtered: boolean }) {
  const { t } = useTranslation('events')
  return (
    <div className={css.side}>
      <Box tone="call">
        <section aria-labelledby="subscribe">
          <h2 id="subscribe" className={css.boxTitle}>
            {t('calendar.subscribeTitle')}
          </h2>
          <p className={css.boxText}>
            {filtered ? t('calendar.subscribeTextFiltered') : t('calendar.subscribeText')}{' '}
            {filter.theme && t('calendar.subscribeTheme')}
          </p>
          <ButtonLink to={subscribePath(filter)} icon="calendar" wide>
            {t('calendar.subscribe')}
          </ButtonLink>
        </section>
      </Box>
      <Section title={t('calendar.filter')} id="filters">
        <Form method="get" action="/calendar" className={css.filters} aria-label={t('calendar.filterLabel')}>
          <SelectField name="organiser" label={t('calendar.organiser')} defaultValue={filter.organiser ?? ''}>
            <option value="">{t('calendar.allOrganisers')}</option>
            {organisers.map(({ id, name }) => (
              <option key={id} value={id}>
                {localText(name, language).text}
              </option>
            ))}
          </SelectField>
          <SelectField name="kind" label={t('calendar.kind')} defaultValue={filter.kind ?? ''}>
            <option value="">{t('calendar.allKinds')}</option>
            {eventKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </SelectField>
          <SelectField name="theme" label={t('calendar.theme')} defaultValue={filter.theme ?? ''}>
            <option value="">{t('calendar.allThemes')}</option>
            {themes.map((theme) => (
              <option key={theme} value={theme}>
                {t(`themes.${theme}`)}
              </option>
            ))}
          </SelectField>
          <Button variant="outlined">{t('calendar.show')}</Button>
        </Form>
      </Section>
    </div>
  )
}

function subscribePath({ organiser, kind }: CalendarFilter): string {
  const query = new URLSearchParams({ ...(organiser && { organiser }), ...(kind && { kind }) }).toString()
  return query === '' ? '/calendar/subscribe' : `/calendar/subscribe?${query}`
}

function byMonth(events: EventDetails[]): { month: string; events: EventDetails[] }[] {
  const months = new Map<string, EventDetails[]>()
  for (const event of events) {
    const { year, month } = zonedParts(event.startsAt, event.timeZone)
    const key = `${String(year)}-${String(month).padStart(2, '0')}`
    months.set(key, [...(months.get(key) ?? []), event])
  }
  return [...months].map(([month, rows]) => ({ month, events: rows }))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
