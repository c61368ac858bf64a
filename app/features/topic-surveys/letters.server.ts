import { eventBlock } from '#app/features/events/letters.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { words } from '#app/i18n/translators.server.ts'
import { weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'

type Facts = {
  event: EventDetails
  text: LocalText
  closesAt: number
  invitee: { name: string; language: Language; linkId: string }
}

/** Asks an association what it would like to talk about, before there is an invitation; its link opens its own page. */
export function topicSurveyLetter(facts: Facts): Letter {
  const wrote = localText(facts.text, facts.invitee.language)
  const paragraphs = wrote.text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph): Block => ({ kind: 'paragraph', text: paragraph, lang: wrote.lang }))
  return letterOf(facts, 'survey', paragraphs)
}

/** Asks once more, with the same link: short, for the first letter has said the rest. */
export function topicSurveyReminder(facts: Facts): Letter {
  const text = words(facts.invitee.language)('letters:topicSurveys.reminder.text')
  return letterOf(facts, 'reminder', [{ kind: 'paragraph', text }])
}

function letterOf(facts: Facts, kind: 'survey' | 'reminder', said: Block[]): Letter {
  const { event, closesAt, invitee } = facts
  const { language, name } = invitee
  const t = words(language)
  const organiser = localText(event.organiserName, language).text
  const title = localText(event.title, language).text
  const until = weekdayAndDay(closesAt, event.timeZone, language)
  const draft: Block[] =
    kind === 'survey' && event.state === 'draft'
      ? [{ kind: 'paragraph', text: t('letters:topicSurveys.invitationLater') }]
      : []
  return composeLetter({
    language,
    subject: t(`letters:topicSurveys.${kind}.subject`, { title }),
    preheader: t('letters:topicSurveys.preheader', { until }),
    blocks: [
      { kind: 'lead', text: t('letters:topicSurveys.lead', { organiser, name }) },
      eventBlock(event, language),
      ...said,
      ...draft,
      { kind: 'heading', text: t('letters:topicSurveys.question') },
      { kind: 'paragraph', text: t('letters:topicSurveys.how') },
      { kind: 'button', label: t('letters:topicSurveys.button'), href: linkPlaceholder(invitee.linkId) },
      { kind: 'note', text: t('letters:topicSurveys.until', { until }) },
      {
        kind: 'signature',
        lines: [t('letters:invitations.regards'), ...(event.convener ? [event.convener.name] : []), organiser],
      },
    ],
    footer: { text: t('letters:topicSurveys.footer', { organiser }) },
  })
}
