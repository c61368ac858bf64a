import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '#app/ui/button.tsx'
import { Row } from '#app/ui/page.tsx'

/** What the convener does next: reminds those who have not answered, invites more, and sets what goes out by itself. */
export function ListActions({
  address,
  mayInvite,
  unanswered,
}: {
  /** Of the page of invitations. */
  address: string
  mayInvite: boolean
  /** How many can be reminded now. */
  unanswered: number
}) {
  const { t } = useTranslation(['invitations', 'reminders'])
  return (
    <Row gap={12}>
      {unanswered > 0 && (
        <ButtonLink to={`${address}/remind`} phoneWide>
          {t('remind.open', { count: unanswered })}
        </ButtonLink>
      )}
      {mayInvite && (
        <ButtonLink to={`${address}/new`} variant="outlined" phoneWide icon="plus">
          {t('list.inviteMore')}
        </ButtonLink>
      )}
      {mayInvite && <Link to={`${address}/reminders`}>{t('reminders:open')}</Link>}
    </Row>
  )
}
