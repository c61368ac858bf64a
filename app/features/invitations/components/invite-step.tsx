import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The head of one step of inviting: the way back, the title, and how far it is. */
export function InviteStep({
  step,
  title,
  hideStep,
  children,
}: {
  step: 1 | 2 | 3 | 4
  title: string
  hideStep?: boolean
  /** The link back. */
  children: ReactNode
}) {
  const { t } = useTranslation('invitations')
  return (
    <div>
      <p>{children}</p>
      <h2>{title}</h2>
      {!hideStep && <p className="mute">{t('new.step', { step })}</p>}
    </div>
  )
}
