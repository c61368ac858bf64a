import { Form, Link, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedRecipient } from '#app/features/directory/rules.ts'
import { languages, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, TextArea, Tick } from '#app/ui/fields.tsx'
import { Facts } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { recipientKey } from '../rules.ts'

/** The exact list, each with a tick, the greeting in each language of the event, and the one button that sends. */
export function SendingForm({
  sending,
  recipients,
  chosen,
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
  /** Who has an invitation already. */
  already: string[]
  greetings: Partial<Record<Language, string>>
  subjects: { language: Language; subject: string }[]
  errors: Partial<Record<Language, string>>
  address: string
  changeAddress: string
}) {
  const { t } = useTranslation('invitations')
  const keys = recipients.map(recipientKey)
  const [ticked, setTicked] = useState(() => new Set(chosen ?? keys))
  const letters = recipients.filter(
    (recipient) => recipient.email !== null && ticked.has(recipientKey(recipient)),
  ).length
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" action={address}>
      <input type="hidden" name="sending" value={sending} />
      <Stack gap={46}>
        <FieldSet legend={t('new.list', { count: letters })} hint={t('new.listHint')} lines>
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
        <Link to={changeAddress}>{t('new.changePick')}</Link>
        <FieldSet legend={t('new.greeting')} hint={t('new.greetingHint')}>
          <Stack gap={22}>
            {languages
              .filter((language) => language in greetings)
              .map((language) => (
                <TextArea
                  key={language}
                  id={`greeting-${language}`}
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
        <Button busy={busy} phoneWide>
          {busy ? t('new.sending') : letters > 0 ? t('new.send', { count: letters }) : t('new.sendNone')}
        </Button>
      </Stack>
    </Form>
  )

  function hintOf(recipient: ListedRecipient): string {
    if (recipient.email === null) return t('new.noEmail')
    const shared = recipient.sharesAddress ? `, ${t('new.sharesAddress')}` : ''
    return `${recipient.email}${shared}`
  }
}
