import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, isoTime } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import css from './overrun-notice.module.css'
import { waysOut, type AgendaItem } from '../rules.ts'

type Props = {
  items: AgendaItem[]
  over: number
  endsAt: number
  zone: string
  language: Language
  /** Where the event's end is changed; null: this person may not. */
  editEvent: string | null
  /** Null: this person may not edit. */
  onShorten: ((item: AgendaItem, minutes: number) => void) | null
}

/** The agenda goes past the reserved time: by how much, and the ways out. */
export function OverrunNotice({ items, over, endsAt, zone, language, editEvent, onShorten }: Props) {
  const { t } = useTranslation('agenda')
  if (over === 0) return null
  const ends = endsAt + over * 60_000
  const ways = onShorten ? waysOut(items, over) : []
  return (
    <Notice
      tone="warn"
      title={t('overrun.title', { count: over })}
      actions={
        <>
          {ways.map(({ item, minutes }) => (
            <span key={item.id} className={css.way}>
              <Button type="button" variant="quiet" small onClick={() => onShorten?.(item, minutes)}>
                {t('overrun.shorten', { minutes, title: item.title || t('untitled') })}
              </Button>
            </span>
          ))}
          {editEvent && (
            <Link to={`${editEvent}?end=${isoTime(ends, zone)}`}>
              {t('overrun.endAt', { time: clock(ends, zone, language) })}
            </Link>
          )}
        </>
      }
    >
      {t('overrun.text', {
        ends: clock(ends, zone, language),
        reserved: clock(endsAt, zone, language),
      })}
    </Notice>
  )
}
