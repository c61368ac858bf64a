import { useTranslation } from 'react-i18next'
import { classes } from '#app/ui/classes.ts'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import type { AgendaItem, TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'

type Props = {
  item: TimedItem<AgendaItem>
  /** The association that proposed it, when that is known. */
  proposer: string | undefined
  told: 'moved' | 'changed' | null
  /** The way out of an overlap: the item starts when the one before ends. Null: this person may not edit. */
  onUnpin: (() => void) | null
}

/** What is special about an item, in words: how settled it is, a fixed start and what it does to its neighbours, its place. */
export function RowMarks({ item, proposer, told, onUnpin }: Props) {
  const { t } = useTranslation('agenda')
  const marks = [
    item.pinned !== null && !item.before && t('marks.pinned', { time: item.pinned.replace(':', '.') }),
    item.gap > 0 && t('marks.free', { count: item.gap }),
    item.place !== '' && softHyphens(item.place),
    item.closed && t('marks.closed'),
    told !== null && t(`marks.${told}`),
  ].filter((mark) => mark !== false)
  const overlap = item.gap < 0
  if (marks.length === 0 && !overlap && item.state === 'agreed' && item.proposalId === null) return null
  return (
    <p className={classes(css.by, css.marks)}>
      {item.state !== 'agreed' && (
        <Chip tone={item.state === 'proposed' ? 'call' : 'plain'}>{t(`states.${item.state}`)}</Chip>
      )}
      {item.proposalId !== null && (
        <span>{proposer ? t('marks.proposedBy', { association: proposer }) : t('marks.proposal')}</span>
      )}
      {marks.map((mark) => (
        <span key={mark}>{mark}</span>
      ))}
      {overlap && <span className={css.overlap}>{t('marks.overlap', { count: -item.gap })}</span>}
      {overlap && onUnpin && (
        <Button type="button" variant="quiet" small onClick={onUnpin}>
          {t('unpin')}
        </Button>
      )}
    </p>
  )
}
