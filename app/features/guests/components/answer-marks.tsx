import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Stack } from '#app/ui/page.tsx'
import type { AnswerMark } from '../rules.ts'

/** Who gave the answer that stands and when, and how it was before: for people who share one link. */
export function AnswerMarks({ marks, zone, language }: { marks: AnswerMark[]; zone: string; language: Language }) {
  const { t } = useTranslation(['guests', 'invitations'])
  const [latest, ...earlier] = marks
  if (!latest) return null
  const said = ({ at, name, recorded }: AnswerMark) => {
    const when = t('invitations:rsvp.dayAndTime', {
      day: shortDay(at, zone, language),
      time: clock(at, zone, language),
    })
    if (recorded) return t('saidRecorded', { when })
    return name === null ? t('said', { when }) : t('saidBy', { name, when })
  }
  return (
    <Stack gap={8}>
      <p>{said(latest)}</p>
      {earlier.length > 0 && (
        <details>
          <summary>{t('earlier')}</summary>
          <ul>
            {earlier.map((mark, row) => (
              <li key={row}>
                {said(mark)}: {t(`mark.${mark.answer}`, { count: mark.people })}{' '}
                {mark.online > 0 && t('sayOnline', { count: mark.online })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  )
}
