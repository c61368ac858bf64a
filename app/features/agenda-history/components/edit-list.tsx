import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, isoDay, longDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { ToldEdit } from '../queries.server.ts'
import { sentenceOf } from './sentences.ts'
import { TextChange } from './text-change.tsx'

type Props = {
  edits: ToldEdit[]
  zone: string
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  /** Epoch milliseconds. */
  now: number
  /** Each item's own changes can be looked at: gives their address. Without it the list is of one item. */
  itemPath?: (itemId: string) => string
}

/** Who changed what and when, newest first, by day. */
export function EditList({ edits, zone, language, textLanguage, now, itemPath }: Props) {
  const { t } = useTranslation(['history', 'agenda'])
  const days = new Map<string, ToldEdit[]>()
  for (const edit of edits) {
    const day = isoDay(edit.at, zone)
    days.set(day, [...(days.get(day) ?? []), edit])
  }
  return (
    <Stack gap={36}>
      {[...days].map(([day, ofDay]) => (
        <Section
          key={day}
          level={3}
          title={day === isoDay(now, zone) ? t('history:today') : longDay(ofDay[0]?.at ?? now, zone, language)}
        >
          <Lines>
            {ofDay.map((edit) => (
              <Line
                key={edit.id}
                action={
                  itemPath &&
                  edit.itemId !== '' && (
                    <Link to={itemPath(edit.itemId)} className="small">
                      {t('history:oneItem')}
                      <VisuallyHidden>: {edit.title}</VisuallyHidden>
                    </Link>
                  )
                }
              >
                <p>{sentenceOf(edit, { t, language, zone })}</p>
                <p className="small mute">
                  <time dateTime={new Date(edit.at).toISOString()}>
                    {t('history:at', { time: clock(edit.at, zone, language) })}
                  </time>
                </p>
                {edit.details.kind === 'changed' && edit.details.field === 'description' && (
                  <TextChange before={edit.details.before} after={edit.details.after} lang={textLanguage} />
                )}
              </Line>
            ))}
          </Lines>
        </Section>
      ))}
    </Stack>
  )
}
