import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { MovedNotice } from '#app/features/events/components/event-page.tsx'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { AnswerChoices } from '#app/features/invitations/components/answer-choices.tsx'
import { AnswerDetails } from '#app/features/invitations/components/answer-details.tsx'
import { DetailsNotSaved } from '#app/features/invitations/components/details-not-saved.tsx'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { NotSavedYet } from '#app/features/invitations/components/not-saved-yet.tsx'
import { RefusalNotice } from '#app/features/invitations/components/refusal-notice.tsx'
import { SavedAnswer } from '#app/features/invitations/components/saved-answer.tsx'
import { WhomToAsk } from '#app/features/invitations/components/whom-to-ask.tsx'
import { largestParty } from '#app/features/invitations/rules.ts'
import { GiveUp } from '#app/features/seats/components/give-up.tsx'
import { SeatOffer } from '#app/features/seats/components/seat-offer.tsx'
import { NeedsForm } from '#app/features/needs/components/needs-form.tsx'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { ShareNote } from '#app/features/organising/components/share-note.tsx'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'
import type { action, loader } from '#app/routes/rsvp.$token/route.tsx'

export function AnswerPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['invitations', 'seats'])
  const { event, language, voice, answer, address, closed, agenda } = page
  const until = event.answerBy === null ? null : momentIn(event.answerBy, event.timeZone, language)
  const organiser = localText(event.organiserName, language).text
  const errors = result?.kind === 'invalid' ? result.errors : {}
  const typed = result?.typed
  const left = page.seatsLeft
  const waits = page.place === 'waiting'
  const offered = page.offeredUntil
  const choosing = closed ? null : page.chosen !== answer && !page.saved && !result ? page.chosen : null
  // Nothing to come to: what was answered means nothing any more.
  const gone = closed?.reason === 'withdrawn' || closed?.reason === 'cancelled'
  const contact = <WhomToAsk convener={event.convener} organiser={organiser} />
  return (
    <>
      <InvitationHead
        organiser={event.organiserName}
        name={page.name}
        event={event}
        language={language}
        place={<EventPlace event={event} language={language} town />}
      />
      <Narrow padded>
        <Stack gap={46}>
          {closed && (
            <RefusalNotice refusal={closed} event={event} language={language} until={until} contact={contact} />
          )}
          {!closed && result && result.kind !== 'invalid' && (
            <RefusalNotice
              refusal={result.kind === 'refused' ? result.refusal : { reason: 'tooOften' }}
              event={event}
              language={language}
              until={until}
              contact={contact}
              holds={answer === 'none' ? undefined : t(`voice.${voice}.stillHolds`)}
            />
          )}
          {!closed && result?.kind === 'invalid' && !errors.answer && (
            <DetailsNotSaved
              errors={{ people: errors.people?.[0], message: errors.message?.[0] }}
              mostPeople={Math.min(left ?? largestParty, largestParty)}
              holds={t(`voice.${voice}.stillHolds`)}
            />
          )}
          {!closed && <MovedNotice event={event} language={language} />}
          {!closed && offered !== null && (
            <SeatOffer
              voice={voice}
              people={page.people}
              until={momentIn(offered, event.timeZone, language)}
              address={address}
            />
          )}
          {choosing && offered === null && <NotSavedYet voice={voice} answer={choosing} address={address} />}
          {answer !== 'none' && !choosing && !gone && offered === null && (
            <SavedAnswer
              voice={voice}
              answer={answer}
              inQueue={waits ? page.queuePlace : null}
              people={page.people}
              message={page.message}
              day={weekdayAndDay(event.startsAt, event.timeZone, language)}
              just={page.saved && !result}
              recorded={page.recorded}
              receipt={page.receipt}
              calendarAddress={closed || waits ? null : `/events/${event.id}.ics?lang=${language}`}
            />
          )}
          {closed && page.mayGiveUp && <GiveUp voice={voice} waits={waits} address={address} />}
          {!closed && offered === null && (
            <Stack gap={14}>
              <AnswerChoices
                voice={voice}
                saved={answer}
                waits={waits}
                queuePlace={page.queuePlace}
                address={address}
                error={errors.answer?.[0] && t(`troubles.${errors.answer[0]}`)}
                hint={until ? t(`voice.${voice}.changeBy`, { until }) : t(`voice.${voice}.change`)}
              />
              {answer !== 'yes' && left !== null && (
                <p>{left === 0 ? t('rsvp.full') : t('rsvp.seatsLeft', { count: left })}</p>
              )}
            </Stack>
          )}
          {!closed && !choosing && answer !== 'none' && offered === null && (
            <AnswerDetails
              voice={voice}
              answer={answer}
              details={{ people: typed?.people ?? String(page.people), message: typed?.message ?? page.message ?? '' }}
              mostPeople={waits ? event.capacity : left}
              address={address}
              errors={{ people: errors.people?.[0], message: errors.message?.[0] }}
            />
          )}
          {!closed && !choosing && answer === 'yes' && offered === null && <NeedsForm voice={voice} {...page.needs} />}
          {!closed && <p className="small mute">{t(`voice.${voice}.linkIsYours`)}</p>}
          {!closed && <ShareNote event={event} language={language} />}
          {closed?.reason !== 'withdrawn' && (
            <Section title={t('rsvp.programme')} id="programme">
              <Stack gap={14}>
                {agenda.length > 0 ? (
                  <AgendaList
                    items={agenda}
                    startsAt={event.startsAt}
                    zone={event.timeZone}
                    language={language}
                    textLanguage={agendaLanguage(event.languages)}
                    compact
                  />
                ) : (
                  <p>{t('rsvp.programmeLater')}</p>
                )}
                <a href={`/events/${event.id}?lang=${language}`}>{t('rsvp.eventPage')}</a>
              </Stack>
            </Section>
          )}
          {!closed && (
            <p>
              {t('rsvp.askTitle')} {contact}
            </p>
          )}
        </Stack>
      </Narrow>
    </>
  )

  function momentIn(at: number, zone: string, wanted: Language): string {
    return t('rsvp.dayAndTime', { day: weekdayAndDay(at, zone, wanted), time: clock(at, zone, wanted) })
  }
}
