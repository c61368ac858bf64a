import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'

/** Keeps the rule of this time under a name, or writes it over the one that it started from. */
export function SaveAudience({
  address,
  from,
  typed,
  error,
}: {
  address: string
  /** The saved audience that it started from, when the rule is another one now. */
  from: { id: string; name: string } | null
  typed: string
  error: string | undefined
}) {
  const { t } = useTranslation('audiences')
  return (
    <Section title={t('list.save')} level={3}>
      <Form method="post" action={address} preventScrollReset>
        <input type="hidden" name="intent" value="save" />
        <Stack gap={14}>
          <TextField
            id="audience-name"
            label={t('list.saveName')}
            hint={t('list.saveHint')}
            name="name"
            defaultValue={typed}
            error={error}
            autoComplete="off"
          />
          <Row>
            <Button variant="outlined" small>
              {t('list.saveButton')}
            </Button>
            {from && (
              <Button variant="quiet" small name="over" value={from.id}>
                {t('list.saveChanges', { name: from.name })}
              </Button>
            )}
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}
