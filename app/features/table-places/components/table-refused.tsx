import { useTranslation } from 'react-i18next'
import { Notice } from '#app/ui/notice.tsx'
import type { ChoiceGroup, TableRefusal } from '../rules.ts'

/** What came of a press that was not saved; `numbers`: some number is none that can be. */
export type NotSaved = { reason: 'numbers' | 'tooOften' } | TableRefusal

/** The words of a refusal. What is about one table stands at its field too. */
export function useRefusalWords(groups: ChoiceGroup[], until: string | null) {
  const { t } = useTranslation(['tablePlaces', 'invitations', 'seats'])
  return (refused: NotSaved): string => {
    const about = 'itemId' in refused ? refused.itemId : null
    const found = groups.flatMap(({ tables }) => tables).find(({ id }) => id === about)
    const table = found ? t('table', { letter: found.letter, title: found.title }) : ''
    switch (refused.reason) {
      case 'full':
        return t('refusals.full', { table, count: refused.seatsLeft, wanted: refused.wanted })
      case 'moreThanCome':
        return t('refusals.moreThanCome', { count: refused.party })
      case 'closed':
        return t('refusals.closed', { table })
      case 'unknownTable':
      case 'notComing':
        return t(`refusals.${refused.reason}`)
      case 'tooLate':
        return `${t('invitations:refusals.tooLate', { until: until ?? '' })} ${t('form.lateText')}`
      case 'withdrawn':
      case 'cancelled':
      case 'over':
        return t(`invitations:refusals.${refused.reason}`)
      case 'overLimit':
        return t('seats:refusals.overLimitField', { count: refused.most })
      case 'tooOften':
        return t('invitations:refusals.tooOftenText')
      case 'numbers':
        return ''
    }
  }
}

export function TableRefused({
  refused,
  groups,
  until,
}: {
  refused: NotSaved
  groups: ChoiceGroup[]
  until: string | null
}) {
  const { t } = useTranslation('tablePlaces')
  const words = useRefusalWords(groups, until)
  return (
    <Notice tone="alert" role="alert" title={t('refusals.notSaved')}>
      {words(refused)}
    </Notice>
  )
}
