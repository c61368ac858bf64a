import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { MessageTrouble } from '../forms.ts'
import { longestInviteeMessage } from '../rules.ts'

/** Writes to the convener when no answer is taken any more. */
export function MessageForm({
  voice,
  id,
  address,
  sent,
  typed,
  error,
}: {
  voice: 'group' | 'person'
  /** The new message's own id. */
  id: string
  address: string
  /** The press that brought us here sent one. */
  sent: boolean
  typed?: string | undefined
  error?: MessageTrouble | undefined
}) {
  const { t } = useTranslation('inviteeMessages')
  return (
    <Section title={t('title')} id="message">
      <form method="post" action={address} noValidate>
        <input type="hidden" name="id" value={id} />
        <Stack gap={18}>
          {sent && <p role="status">{t(`voice.${voice}.sent`)}</p>}
          <TextArea
            id="message-text"
            name="text"
            label={t(`voice.${voice}.label`)}
            hint={t('hint', { count: longestInviteeMessage })}
            defaultValue={typed ?? ''}
            error={error && t(`troubles.${error}`, { count: longestInviteeMessage })}
          />
          <Button variant="outlined" phoneWide>
            {t(sent ? 'sendAnother' : 'send')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
