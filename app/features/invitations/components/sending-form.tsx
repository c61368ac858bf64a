import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedRecipient } from '#app/features/directory/rules.ts'
import { languages, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FieldSet, TextArea, Tick } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { recipientKey } from '../rules.ts'

/** The exact list, each with a tick, the greeting in each language of the event, and the one button that sends. */
export function SendingForm({
  sending,
  recipients,
  chosen,
  withdrawn,
  already,
  greetings,
  subjects,
  errors,
  address,
  changeAddress,
}: {
  /** The id of the sending to be: a second press is the same sending. */
  sending: string
  recipients: ListedRecipient[]
  /** Ticked keys; null: all. */
  chosen: string[] | null
  /** Keys of those whose invitation was withdrawn: theirs is renewed. */
  withdrawn: string[]
  /** Who has an invitation already. */
  already: string[]
  greetings: Partial<Record<Language, string>>
  subjects: { language: Language; subject: string }[]
  /** In words: of the list, and of the greeting in each language. */
  errors: Partial<Record<'recipient' | Language, string | undefined>>
  address: string
  /** Where the choice is changed; what was typed goes along. */
  changeAddress: string
}) {
  const { t } = useTranslation('invitations')
  const keys = recipients.map(recipientKey)
  const [ticked, setTicked] = useState(() => new Set(chosen ?? keys))
  const letters = recipients.filter(
    (recipient) => recipient.email !== null && ticked.has(recipientKey(recipient)),
  ).length
  const { state, formData } = useNavigation()
  const busy = state === 'submitting' && !formData?.has('change')
  const wrong: Record<string, string[]> = {}
  for (const [field, text] of Object.entries(errors)) {
    if (text) wrong[field === 'recipient' ? field : `greeting-${field}`] = [text]
  }
  return (
    <Form method="post" action={address}>
      <input type="hidden" name="sending" value={sending} />
      <Stack gap={46}>
        <ErrorSummary form={{ id: 'sending', allErrors: wrong }} />
        <FieldSet
          legend={t('new.list', { count: letters })}
          hint={t('new.listHint')}
          error={errors.recipient}
          meta={{ id: 'sending-recipient', name: 'recipient' }}
          lines
        >
          {recipients.map((recipient) => {
            const key = recipientKey(recipient)
            return (
              <Tick
                key={key}
                name="recipient"
                value={key}
                label={recipient.name}
                hint={hintOf(recipient)}
                defaultChecked={ticked.has(key)}
                onChange={(event) => {
                  const next = new Set(ticked)
                  if (event.currentTarget.checked) next.add(key)
                  else next.delete(key)
                  setTicked(next)
                }}
              />
            )
          })}
        </FieldSet>
        {already.length > 0 && (
          <details>
            <summary>{t('new.already', { count: already.length })}</summary>
            <ul>
              {already.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </details>
        )}
        <p>
          <Button name="change" value="1" formAction={changeAddress} variant="outlined" small>
            {t('new.changePick')}
          </Button>
        </p>
        <FieldSet legend={t('new.greeting')} hint={t('new.greetingHint')}>
          <Stack gap={22}>
            {languages
              .filter((language) => language in greetings)
              .map((language) => (
                <TextArea
                  key={language}
                  id={`sending-greeting-${language}`}
                  name={`greeting.${language}`}
                  lang={language}
                  label={t(`new.greetingIn.${language}`)}
                  defaultValue={greetings[language]}
                  error={errors[language]}
                />
              ))}
          </Stack>
        </FieldSet>
        <Section title={t('new.subject')} level={3}>
          <Stack gap={14}>
            <Facts
              rows={subjects.map(({ language, subject }) => ({
                term: t(`new.greetingIn.${language}`),
                text: <span lang={language}>{subject}</span>,
              }))}
            />
            <p className="small mute">{t('new.languageNote')}</p>
          </Stack>
        </Section>
        {ticked.size === 0 && <Notice tone="warn" role="status" title={t('new.refusals.nobody')} />}
        <UnsentNotice />
        <Button busy={busy} phoneWide>
          {busy
            ? t('new.sending')
            : letters > 0 || ticked.size === 0
              ? t('new.send', { count: letters })
              : t('new.sendNone')}
        </Button>
      </Stack>
    </Form>
  )

  function hintOf(recipient: ListedRecipient): string {
    const notes = [
      recipient.email ?? t('new.noEmail'),
      ...(recipient.email !== null && recipient.sharesAddress ? [t('new.sharesAddress')] : []),
      ...(withdrawn.includes(recipientKey(recipient)) ? [t('new.withdrawn')] : []),
    ]
    return notes.join(', ')
  }
}
