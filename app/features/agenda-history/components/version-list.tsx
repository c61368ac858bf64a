import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Row } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { VersionLine } from '../queries.server.ts'
import { listed } from './sentences.ts'

type Props = {
  versions: VersionLine[]
  zone: string
  language: Language
  comparePath(ref: string): string
  /** Null: this person may not change the agenda. */
  restorePath: ((ref: string) => string) | null
}

/** The versions of an agenda, newest first, each with what one can do with it. */
export function VersionList({ versions, zone, language, comparePath, restorePath }: Props) {
  const { t } = useTranslation(['history', 'agenda'])
  const name = useVersionName({ zone, language })
  if (versions.length === 0) return <p>{t('history:versions.none')}</p>
  return (
    <Lines>
      {versions.map((version) => (
        <Line key={version.ref}>
          <p>{name(version)}</p>
          {version.people.length > 0 && (
            <p className="small mute">{t('history:versions.by', { who: listed(version.people, t) })}</p>
          )}
          <Row gap={20}>
            <Link to={comparePath(version.ref)}>
              {t('history:versions.compare')}
              <VisuallyHidden>: {name(version)}</VisuallyHidden>
            </Link>
            {restorePath && (
              <Link to={restorePath(version.ref)}>
                {t('history:versions.restore')}
                <VisuallyHidden>: {name(version)}</VisuallyHidden>
              </Link>
            )}
          </Row>
        </Line>
      ))}
    </Lines>
  )
}

/** How a version is called: `Julkaistu versio 2, ti 20.4. klo 17.12` */
export function useVersionName({ zone, language }: { zone: string; language: Language }) {
  const { t } = useTranslation('history')
  return ({ cause, at, version }: Pick<VersionLine, 'cause' | 'at' | 'version'>): string => {
    if (cause === 'now') return t('versions.now')
    const what = cause === 'published' ? t('versions.published', { version }) : t(`versions.${cause}`)
    return `${what}, ${weekdayAndDay(at, zone, language)} ${t('at', { time: clock(at, zone, language) })}`
  }
}
