import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'

/** Hands an invitee's message to the convener; answering the letter answers the invitee, when an address is known. */
export function inviteeMessageLetter(facts: {
  event: EventDetails
  /** Whose it is. */
  name: string
  text: string
  /** Does an answer to this letter reach the invitee? */
  answerable: boolean
  language: Language
  /** Where the invitee's row stands. */
  href: string
}): Letter {
  const { event, name, text, answerable, language, href } = facts
  const t = words(language)
  const title = localText(event.title, language).text
  return composeLetter({
    language,
    subject: t('letters:inviteeMessages.subject', { name, title }),
    preheader: t('letters:inviteeMessages.preheader', { name }),
    blocks: [
      { kind: 'lead', text: t('letters:inviteeMessages.lead', { name }) },
      eventBlock(event, language),
      { kind: 'paragraph', text },
      { kind: 'note', text: t(`letters:inviteeMessages.${answerable ? 'answer' : 'noAddress'}`) },
      { kind: 'button', label: t('letters:inviteeMessages.open'), href },
    ],
    footer: { text: t('letters:inviteeMessages.footer', { title }) },
  })
}
