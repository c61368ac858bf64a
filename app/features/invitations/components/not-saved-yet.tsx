import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { GivenAnswer, Voice } from '../rules.ts'

/** A link in a letter has chosen an answer: nothing is saved until this button is pressed. */
export function NotSavedYet({ voice, answer, address }: { voice: Voice; answer: GivenAnswer; address: string }) {
  const { t } = useTranslation('invitations')
  return (
    <Notice
      tone="warn"
      title={t('rsvp.notSaved')}
      actions={
        <form method="post" action={address}>
          <Button name="answer" value={answer} phoneWide>
            {t('rsvp.confirm', { answer: t(`voice.${voice}.${answer}`) })}
          </Button>
        </form>
      }
    >
      {t(`voice.${voice}.notSaved`, { answer: t(`voice.${voice}.${answer}`) })}
    </Notice>
  )
}
