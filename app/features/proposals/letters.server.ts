import { associationById } from '#app/features/directory/queries.server.ts'
import type { EventDetails } from '#app/features/events/queries.server.ts'
import { letterhead } from '#app/features/invitations/letters.server.ts'
import { linkPlaceholder } from '#app/features/links/rules.ts'
import { composeLetter, type Block } from '#app/features/mail/letters.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import type { Letter } from '#app/features/mail/rules.ts'
import { personById } from '#app/features/people/queries.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import type { Transaction } from '#db/database.ts'
import type { Proposal } from './queries.server.ts'

type Answer = {
  event: EventDetails
  proposal: Pick<Proposal, 'id' | 'title' | 'minutes' | 'association' | 'linkId'>
  /** Why not now; null: it was taken into the agenda. */
  reason: string | null
  name: string
  language: Language
  baseUrl: string
}

/** Tells a proposer what the convener answered: the topic is in the agenda, or not now and why. */
function proposalAnswerLetter(facts: Answer): Letter {
  const { event, proposal, reason, name, language, baseUrl } = facts
  const t = words(language)
  const answer = reason === null ? 'taken' : 'declined'
  const { linkId } = proposal
  const voice = linkId === null ? ('person' as const) : ('group' as const)
  const organiser = localText(event.organiserName, language).text
  const title = localText(event.title, language).text
  const venue = event.venue && localText(event.venue.name, language).text
  const forWhom = proposal.association
  return composeLetter({
    language,
    subject: t(`letters:proposals.${voice}.${answer}.subject`, { topic: proposal.title }),
    preheader: t(`letters:proposals.${voice}.${answer}.preheader`, { title }),
    blocks: [
      { kind: 'lead', text: t('letters:proposals.lead', { organiser, name }) },
      {
        kind: 'event',
        startsAt: event.startsAt,
        endsAt: event.endsAt,
        zone: event.timeZone,
        title,
        lines: venue ? [venue] : [],
      },
      { kind: 'heading', text: t(`letters:proposals.${voice}.${answer}.heading`) },
      {
        kind: 'rows',
        rows: [
          { term: t('letters:proposals.topic'), text: proposal.title },
          ...(forWhom ? [{ term: t('letters:proposals.association'), text: forWhom.name }] : []),
          ...(reason === null ? [] : [{ term: t('letters:proposals.reason'), text: reason }]),
        ],
      },
      { kind: 'paragraph', text: t(`letters:proposals.${voice}.${answer}.body`, { minutes: proposal.minutes }) },
      {
        kind: 'button',
        label: t('letters:proposals.button'),
        href:
          linkId === null
            ? `${baseUrl}/events/${event.id}/proposals/${proposal.id}`
            : `${linkPlaceholder(linkId)}#${proposal.id}`,
      },
      ...(event.convener
        ? [
            {
              kind: 'signature',
              lines: [event.convener.name, event.convener.title ?? organiser, event.convener.email],
            } satisfies Block,
          ]
        : []),
    ],
    footer: { text: t(`letters:proposals.${voice}.footer`, { title }) },
  })
}

/**
 * Queues that letter to the proposer, in the language of their account and the transaction of the answer; what was
 * proposed by an association's link is answered to the association's address, with a link. Nobody writes to themselves,
 * nor to a closed account.
 */
export async function queueAnswer(
  tx: Transaction,
  given: {
    event: EventDetails
    proposal: Proposal
    /** Why not now; null: it was taken in. */
    reason: string | null
    baseUrl: string
    actor: { personId: string }
    now: number
  },
): Promise<void> {
  const { event, proposal, reason, baseUrl, actor, now } = given
  const to = proposal.proposer ? await proposerOf(tx, proposal.proposer.id) : await associationOf(tx, proposal)
  if (!to || to.personId === actor.personId) return
  const { language, name, email } = to
  await queueLetter(tx, {
    kind: reason === null ? 'proposalTaken' : 'proposalDeclined',
    subjectId: proposal.id,
    recipient: email,
    // The answers of one proposal: a "not now" and a later "in the agenda" are two letters.
    revision: proposal.revision,
    language,
    letter: proposalAnswerLetter({ event, proposal, reason, name, language, baseUrl }),
    ...letterhead(event, language),
    now,
  })
}

type To = { personId: string | null; name: string; email: string; language: Language }

async function proposerOf(tx: Transaction, id: string): Promise<To | null> {
  const person = await personById(tx, id)
  return person?.active ? { ...person, personId: person.id } : null
}

async function associationOf(tx: Transaction, { association }: Pick<Proposal, 'association'>): Promise<To | null> {
  const found = association && (await associationById(tx, association.id))
  return found?.email ? { name: found.name, email: found.email, language: found.language, personId: null } : null
}
