import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row } from '#app/ui/page.tsx'

/** Asks before a question goes, and says how many answers go with it. */
export function DeleteConfirm({
  question,
  back,
}: {
  question: { id: string; wording: string; answers: number }
  /** The list, as it is without this. */
  back: string
}) {
  const { t } = useTranslation('questions')
  return (
    <Notice
      tone="alert"
      role="alert"
      title={t('page.confirm', { wording: question.wording })}
      actions={
        <Form method="post" action={back}>
          <input type="hidden" name="questionId" value={question.id} />
          <Row>
            <Button name="intent" value="delete" variant="danger">
              {t('page.confirmDelete')}
            </Button>
            <Link to={back}>{t('page.keep')}</Link>
          </Row>
        </Form>
      }
    >
      {t('page.confirmText', { count: question.answers })}
    </Notice>
  )
}
