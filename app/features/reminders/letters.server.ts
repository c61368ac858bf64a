import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import type { InvitationRow } from '#app/features/invitations/queries.server.ts'
import { givenAnswers, voiceOf } from '#app/features/invitations/rules.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'

/** Asks once more, with the same link: short, for the invitation has said the rest. */
export function reminderLetter(
  event: EventDetails,
  invited: Pick<InvitationRow, 'recipientKind' | 'name' | 'language'> & { linkId: string },
): Letter {
  const { language, recipientKind } = invited
  const t = words(language)
  const voice = voiceOf(recipientKind)
  const address = linkPlaceholder(invited.linkId)
  const title = localText(event.title, language).text
  const organiser = localText(event.organiserName, language).text
  const day = weekdayAndDay(event.startsAt, event.timeZone, language)
  const answerBy = event.answerBy ?? event.startsAt
  const until = t('letters:invitations.dayAndTime', {
    day: weekdayAndDay(answerBy, event.timeZone, language),
    time: clock(answerBy, event.timeZone, language),
  })
  const question = t(`letters:invitations.${voice}.question`)
  return composeLetter({
    language,
    subject: t('letters:reminders.subject', { title, day }),
    preheader: t(`letters:invitations.${voice}.answerBy`, { answerBy: until }),
    blocks: [
      { kind: 'lead', text: t('letters:invitations.lead', { organiser, name: invited.name }) },
      eventBlock(event, language),
      { kind: 'paragraph', text: t(`letters:reminders.${voice}.text`) },
      { kind: 'heading', text: question },
      {
        kind: 'choices',
        choices: givenAnswers.map((answer) => ({
          label: t(`letters:invitations.${voice}.${answer}`),
          href: `${address}?answer=${answer}`,
          filled: answer === 'yes',
        })),
      },
      {
        kind: 'note',
        text: `${t(`letters:invitations.${voice}.answerBy`, { answerBy: until })} ${t(`letters:invitations.${voice}.confirmOnPage`)}`,
      },
      {
        kind: 'signature',
        lines: [t('letters:invitations.regards'), ...(event.convener ? [event.convener.name] : []), organiser],
      },
    ],
    footer: { text: t(`letters:invitations.footer.${recipientKind}`, { organiser }) },
  })
}
