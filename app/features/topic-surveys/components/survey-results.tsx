import type { CSSProperties } from 'react'
import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '#app/features/proposals/queries.server.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Section } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import css from './topics.module.css'

/** The topics by support: each with a bar, and the same in words. */
export function SurveyResults({
  topics,
  organiser,
  language,
}: {
  topics: Proposal[]
  organiser: LocalText
  language: Language
}) {
  const { t } = useTranslation('topicSurveys')
  const most = Math.max(1, ...topics.map(({ supporters }) => supporters.length))
  return (
    <Section title={t('results.title')}>
      {topics.length === 0 ? (
        <p className="mute">{t('results.none')}</p>
      ) : (
        <ul className={css.list}>
          {topics.map(({ id, eventId, title, lang, association, minutes, supporters }) => (
            <li key={id}>
              <h3 className={css.title} lang={lang === language ? undefined : lang}>
                <Link to={`/events/${eventId}/proposals/${id}`}>{softHyphens(title)}</Link>
              </h3>
              <p className="small mute">
                {t('results.by', { association: association?.name ?? localText(organiser, language).text, minutes })}
              </p>
              <div className={css.bar} aria-hidden="true">
                {supporters.length > 0 && (
                  <i style={{ '--part': Math.round((supporters.length / most) * 100) } as CSSProperties} />
                )}
              </div>
              <p className="small">{t('results.count', { count: supporters.length })}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
