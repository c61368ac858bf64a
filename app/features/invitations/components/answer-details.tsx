import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { TextArea, TextField } from '#app/ui/fields.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { FieldTrouble } from '../forms.ts'
import type { GivenAnswer, Voice } from '../rules.ts'

/** What was typed, when the server sends it back; else what is saved. */
export type Details = { people: string; message: string }

/** The second, optional save: how many come, and a message. */
export function AnswerDetails({
  voice,
  answer,
  details,
  mostPeople,
  overLimit,
  address,
  errors,
  children,
}: {
  voice: Voice
  answer: GivenAnswer
  details: Details
  /** How many can be said, this invitee's own included. */
  mostPeople: number
  /** What was typed is more than the organisation may bring, which is this; null: it is not. */
  overLimit: number | null
  address: string
  errors: { people?: FieldTrouble | undefined; message?: FieldTrouble | undefined }
  /** Fields of other areas between the two. */
  children?: ReactNode
}) {
  const { t } = useTranslation(['invitations', 'seats'])
  const most = mostPeople
  const peopleError =
    overLimit !== null
      ? t('seats:refusals.overLimitField', { count: overLimit })
      : errors.people && t(`troubles.${errors.people}`, { most })
  return (
    <Section title={t(`voice.${voice}.details`)}>
      <form method="post" action={address}>
        <input type="hidden" name="part" value="details" />
        <input type="hidden" name="answer" value={answer} />
        <Stack gap={22}>
          {answer === 'yes' && (
            <TextField
              label={t(`voice.${voice}.people`)}
              hint={t('rsvp.peopleHint', { count: most })}
              error={peopleError}
              id="people"
              name="people"
              type="number"
              inputMode="numeric"
              min={1}
              max={most}
              defaultValue={details.people}
            />
          )}
          {children}
          <TextArea
            label={t('rsvp.message')}
            hint={t(`voice.${voice}.messageHint`)}
            optional
            error={errors.message && t(`troubles.${errors.message}`)}
            id="message"
            name="message"
            rows={3}
            defaultValue={details.message}
          />
          <Button variant="outlined" phoneWide>
            {t('rsvp.saveDetails')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
