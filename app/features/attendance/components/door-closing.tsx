import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Box } from '#app/ui/box.tsx'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'

/** When all have come: who is not marked is absent. Marks can be mended for some days. */
export function DoorClosing({ closed, mayReopen, until }: { closed: boolean; mayReopen: boolean; until: string }) {
  const { t } = useTranslation('attendance')
  if (closed) {
    return (
      <Notice
        title={t('closing.closed')}
        actions={
          mayReopen && (
            <Form method="post">
              <Button name="intent" value="reopen" variant="quiet" small>
                {t('closing.reopen')}
              </Button>
            </Form>
          )
        }
      >
        {t('closing.until', { day: until })}
      </Notice>
    )
  }
  return (
    <Box>
      <Section title={t('closing.title')}>
        <Stack gap={16}>
          <p>{t('closing.text', { day: until })}</p>
          <Form method="post">
            <Button name="intent" value="close" variant="outlined" phoneWide>
              {t('closing.close')}
            </Button>
          </Form>
        </Stack>
      </Section>
    </Box>
  )
}
