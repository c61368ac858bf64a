import { useTranslation } from 'react-i18next'
import { countsAt, type Party } from '../rules.ts'
import css from './door.module.css'

/** How many are here of how many who said that they come, and by how they came. */
export function DoorCounters({ parties }: { parties: Party[] }) {
  const { t } = useTranslation('attendance')
  const { present, expected, coming, others, walkIns } = countsAt(parties)
  const rest = [
    ['others', others],
    ['walkIns', walkIns],
  ] as const
  return (
    <div className={css.counters}>
      <p className={css.count}>
        <span className={css.numeral}>{present}</span> {t('counts.present')}
      </p>
      <ul>
        <li>{t('counts.coming', { present: coming, expected })}</li>
        {rest.map(([key, count]) => count > 0 && <li key={key}>{t(`counts.${key}`, { count })}</li>)}
      </ul>
    </div>
  )
}
