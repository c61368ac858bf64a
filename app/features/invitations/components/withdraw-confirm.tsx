import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row } from '#app/ui/page.tsx'

/** Asks before an invitation is taken back; a page of its own address, so that it works without script. */
export function WithdrawConfirm({ invitation, back }: { invitation: { id: string; name: string }; back: string }) {
  const { t } = useTranslation('invitations')
  return (
    <Notice
      tone="alert"
      role="alert"
      title={t('list.confirm', { name: invitation.name })}
      actions={
        <Form method="post" action={back}>
          <input type="hidden" name="invitationId" value={invitation.id} />
          <Row>
            <Button variant="danger">{t('list.withdraw')}</Button>
            <Link to={back}>{t('list.keep')}</Link>
          </Row>
        </Form>
      }
    >
      {t('list.confirmText')}
    </Notice>
  )
}
