import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'

/**
 * Asks the owner of an address whether it was they who signed up. Holds nothing that was typed: whoever typed the address
 * may be somebody else, and has no business writing to its owner in our name.
 */
export function confirmLetter(
  event: EventDetails,
  { language, linkId, expiresAt }: { language: Language; linkId: string; expiresAt: number },
): Letter {
  const t = words(language)
  const title = localText(event.title, language).text
  const organiser = localText(event.organiserName, language).text
  const day = weekdayAndDay(event.startsAt, event.timeZone, language)
  const until = t('letters:invitations.dayAndTime', {
    day: weekdayAndDay(expiresAt, event.timeZone, language),
    time: clock(expiresAt, event.timeZone, language),
  })
  return composeLetter({
    language,
    subject: t('letters:openRegistration.subject', { title, day }),
    preheader: t('letters:openRegistration.preheader', { until }),
    blocks: [
      { kind: 'lead', text: organiser },
      eventBlock(event, language),
      { kind: 'paragraph', text: t('letters:openRegistration.text') },
      {
        kind: 'button',
        label: t('letters:openRegistration.button'),
        href: `${linkPlaceholder(linkId)}?lang=${language}`,
      },
      { kind: 'note', text: t('letters:openRegistration.until', { until }) },
      {
        kind: 'signature',
        lines: [t('letters:invitations.regards'), ...(event.convener ? [event.convener.name] : []), organiser],
      },
    ],
    footer: { text: t('letters:openRegistration.footer') },
  })
}
