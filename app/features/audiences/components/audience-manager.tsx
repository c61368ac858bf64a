import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row, Stack } from '#app/ui/page.tsx'

/** The saved audiences, each with its name to change and the way to delete it. */
export function AudienceManager({
  audiences,
  deleting,
  trouble,
  address,
}: {
  audiences: { id: string; name: string }[]
  /** The one that is asked about. */
  deleting: { id: string; name: string } | null
  /** What is wrong with a new name, in words, and what was typed. */
  trouble: { id: string; name: string; error: string } | null
  address: string
}) {
  const { t } = useTranslation('audiences')
  return (
    <Stack gap={30}>
      {deleting && (
        <Notice
          tone="alert"
          role="alert"
          title={t('saved.confirm', { name: deleting.name })}
          actions={
            <Form method="post" action={address}>
              <input type="hidden" name="intent" value="delete" />
              <input type="hidden" name="id" value={deleting.id} />
              <Row>
                <Button variant="danger">{t('saved.delete')}</Button>
                <Link to={address}>{t('saved.keep')}</Link>
              </Row>
            </Form>
          }
        >
          {t('saved.confirmText')}
        </Notice>
      )}
      <Lines>
        {audiences.map(({ id, name }) => {
          const wrong = trouble?.id === id ? trouble : null
          return (
            <Line
              key={id}
              action={
                <Link to={`${address}?delete=${id}`} aria-label={t('saved.deleteOf', { name })}>
                  {t('saved.delete')}
                </Link>
              }
            >
              <Form method="post" action={address}>
                <input type="hidden" name="intent" value="rename" />
                <input type="hidden" name="id" value={id} />
                <Stack gap={10}>
                  <TextField
                    id={`name-${id}`}
                    label={t('saved.name', { name })}
                    name="name"
                    defaultValue={wrong?.name ?? name}
                    error={wrong?.error}
                    autoComplete="off"
                  />
                  <div>
                    <Button variant="outlined" small aria-label={t('saved.renameOf', { name })}>
                      {t('saved.rename')}
                    </Button>
                  </div>
                </Stack>
              </Form>
            </Line>
          )
        })}
      </Lines>
    </Stack>
  )
}
