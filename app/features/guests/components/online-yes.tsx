import { useTranslation } from 'react-i18next'
import type { Voice } from '#app/features/invitations/rules.ts'
import { Button } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/page.tsx'

/** At a hybrid event: one press that says yes from afar, also when the hall is full. */
export function OnlineYes({ voice, address }: { voice: Voice; address: string }) {
  const { t } = useTranslation('guests')
  return (
    <form method="post" action={address}>
      <input type="hidden" name="guest" value="" />
      <input type="hidden" name="guestOnline" value="0" />
      <Stack gap={8}>
        <Button name="answer" value="yes" variant="outlined" phoneWide>
          {t(`voice.${voice}.onlineYes`)}
        </Button>
        <p className="small mute">{t(`voice.${voice}.onlineNote`)}</p>
      </Stack>
    </form>
  )
}
