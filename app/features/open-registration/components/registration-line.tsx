import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** On the page of invitations: whether anybody can come without one, and the way to change it. */
export function RegistrationLine({
  state,
  until,
  came,
  address,
}: {
  state: 'open' | 'off' | 'closed'
  until: string
  /** How many have come that way. */
  came: number
  address: string
}) {
  const { t } = useTranslation('openRegistration')
  return (
    <p>
      <b>{t('line.label')}:</b> {t(`line.${state}`, { until })} {came > 0 && `${t('line.came', { count: came })}. `}
      <Link to={address}>{t(state === 'off' ? 'line.turnOn' : 'line.change')}</Link>
    </p>
  )
}
