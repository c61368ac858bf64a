import { words } from '#app/i18n/translators.server.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import type { Language } from '#app/lib/languages.ts'
import { signInLifetime } from './rules.ts'

/** The letter that lets a person in: one button, how long it works, and what to do when they did not ask for it. */
export function signInLetter(facts: { name: string; language: Language; href: string; baseUrl: string }): Letter {
  const { name, language, href } = facts
  const t = words(language)
  const minutes = signInLifetime / 60_000
  return composeLetter({
    language,
    subject: t('letters:people.signIn.subject'),
    preheader: t('letters:people.signIn.preheader', { minutes }),
    blocks: [
      { kind: 'lead', text: 'Kutsu' },
      { kind: 'heading', text: t('letters:people.signIn.greeting', { name }) },
      { kind: 'paragraph', text: t('letters:people.signIn.body') },
      { kind: 'button', label: t('letters:people.signIn.button'), href },
      { kind: 'note', text: t('letters:people.signIn.validity', { minutes }) },
    ],
    footer: { text: t('letters:people.signIn.footer', { host: new URL(facts.baseUrl).host }) },
  })
}
