import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { clockRange, dayNumeral, monthOfDay, weekdayLong } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { QrCode } from '#app/lib/qr-code.ts'
import { Local } from '#app/ui/local-text.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { beginningOf, typedAddress } from '../rules.ts'
import { Code } from './code.tsx'
import css from './notice-sheet.module.css'

/** Characters of the description that stay on one sheet in large type. */
const mostText = 420

/** An event on one sheet for a notice board: what, when, where, who calls, and the way to sign up or read more. */
export function NoticeSheet({
  event,
  language,
  place,
  address,
  code,
  until,
}: {
  event: EventDetails
  language: Language
  place: ReactNode
  /** Where the code leads. */
  address: string
  code: QrCode
  /** Until when one can sign up, in words; null: nobody can, and the sheet leads to the event's page. */
  until: string | null
}) {
  const { t } = useTranslation('openRegistration')
  const { startsAt, endsAt, timeZone, convener } = event
  const text = localText(event.description, language)
  const typed = typedAddress(address)
  return (
    <article className={css.sheet}>
      <p className={css.organiser}>
        <Local text={event.organiserName} language={language} />
      </p>
      <h1>
        <Local text={event.title} language={language} />
      </h1>
      <div className={css.when}>
        <p className={css.date}>
          <span>{weekdayLong(startsAt, timeZone, language)} </span>
          <span className={css.numeral}>{dayNumeral(startsAt, timeZone, language)} </span>
          <span>{monthOfDay(startsAt, timeZone, language)}</span>
        </p>
        <div className={css.facts}>
          <p>{clockRange(startsAt, endsAt, timeZone, language)}</p>
          <p>{place}</p>
          {event.state === 'cancelled' && <p>{t('notice.cancelled')}</p>}
        </div>
      </div>
      {text.text && (
        <p className={css.text} lang={text.lang === language ? undefined : text.lang}>
          {softHyphens(beginningOf(text.text, mostText))}
        </p>
      )}
      <section className={css.way} aria-labelledby="way">
        <Code code={code} label={t('notice.qrLabel', { address: typed })} />
        <div>
          <h2 id="way">{t(until === null ? 'notice.more' : 'notice.register')}</h2>
          <p>{t(until === null ? 'notice.moreText' : 'notice.registerText')}</p>
          <p className={css.address}>
            <a href={address}>{typed}</a>
          </p>
          {until !== null && <p>{t('notice.until', { until })}</p>}
        </div>
      </section>
      <footer className={css.foot}>
        {t('notice.organiser')}: <Local text={event.organiserName} language={language} />
        {convener && (
          <>
            <br />
            {t('notice.ask')}: {convener.name}, {convener.email}
          </>
        )}
      </footer>
    </article>
  )
}
