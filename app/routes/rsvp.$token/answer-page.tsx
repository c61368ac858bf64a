import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { DoorCode } from '#app/features/attendance/components/door-code.tsx'
import { MovedNotice } from '#app/features/events/components/event-page.tsx'
import { EventPlace } from '#app/features/events/components/event-place.tsx'
import { AnswerMarks } from '#app/features/guests/components/answer-marks.tsx'
import { AnsweredByField, GuestFields } from '#app/features/guests/components/guest-fields.tsx'
import { GuestsNotSaved } from '#app/features/guests/components/guests-not-saved.tsx'
import { OnlineYes } from '#app/features/guests/components/online-yes.tsx'
import { SavedOnline } from '#app/features/guests/components/saved-online.tsx'
import { guestRows } from '#app/features/guests/rules.ts'
import { AnswerChoices } from '#app/features/invitations/components/answer-choices.tsx'
import { AnswerDetails } from '#app/features/invitations/components/answer-details.tsx'
import { DetailsNotSaved } from '#app/features/invitations/components/details-not-saved.tsx'
import { InvitationHead } from '#app/features/invitations/components/invitation-head.tsx'
import { NotSavedYet } from '#app/features/invitations/components/not-saved-yet.tsx'
import { RefusalNotice } from '#app/features/invitations/components/refusal-notice.tsx'
import { SavedAnswer } from '#app/features/invitations/components/saved-answer.tsx'
import { WhomToAsk } from '#app/features/invitations/components/whom-to-ask.tsx'
import { GiveUp } from '#app/features/seats/components/give-up.tsx'
import { SeatOffer } from '#app/features/seats/components/seat-offer.tsx'
import { SeatTerms } from '#app/features/seats/components/seat-terms.tsx'
import { TablesSummary } from '#app/features/table-places/components/tables-summary.tsx'
import { MessageForm } from '#app/features/invitee-messages/components/message-form.tsx'
import { NeedsForm } from '#app/features/needs/components/needs-form.tsx'
import { QuestionsForm } from '#app/features/questions/components/questions-form.tsx'
import { clock, weekdayAndDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { ShareNote } from '#app/features/organising/components/share-note.tsx'
import { Narrow, Section, Stack } from '#app/ui/page.tsx'
import type { action, loader } from '#app/routes/rsvp.$token/route.tsx'

export function AnswerPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { t } = useTranslation(['invitations', 'seats', 'ownData'])
  const { event, language, voice, answer, address, closed, agenda } = page
  const until = event.answerBy === null ? null : momentIn(event.answerBy, event.timeZone, language)
  const organiser = localText(event.organiserName, language).text
  const errors = result?.kind === 'invalid' ? result.errors : {}
  const typed = result?.typed
  const guestError = result?.kind === 'guests' ? result.trouble : undefined
  const left = page.seatsLeft
  const waits = page.place === 'waiting'
  const { drawAt } = page.terms
  const draw = drawAt === null ? null : momentIn(drawAt, event.timeZone, language)
  const overLimit = result?.kind === 'refused' && result.refusal.reason === 'overLimit' ? result.refusal.most : null
  const offered = page.offeredUntil
  /** The event went by while they waited. */
  const missed = closed?.reason === 'over' && (waits || offered !== null)
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
          {!closed && result && result.kind !== 'invalid' && result.kind !== 'guests' && (
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
              mostPeople={page.mostPeople}
              holds={t(`voice.${voice}.stillHolds`)}
            />
          )}
          {!closed && guestError && <GuestsNotSaved error={guestError} holds={t(`voice.${voice}.stillHolds`)} />}
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
          {missed && <p className="lead">{t(`seats:voice.${voice}.noSeat`)}</p>}
          {answer !== 'none' && !choosing && !gone && !missed && offered === null && (
            <SavedAnswer
              voice={voice}
              answer={answer}
              inQueue={waits ? page.queuePlace : null}
              inDraw={waits ? draw : null}
              people={page.people}
              message={page.message}
              day={weekdayAndDay(event.startsAt, event.timeZone, language)}
              just={page.saved && !result}
              recorded={page.recorded}
              receipt={page.receipt}
              calendarAddress={closed || waits ? null : `/events/${event.id}.ics?lang=${language}`}
            >
              <SavedOnline online={page.online} people={page.people} />
              <AnswerMarks marks={page.marks} zone={event.timeZone} language={language} />
            </SavedAnswer>
          )}
          {closed && page.mayGiveUp && <GiveUp voice={voice} waits={waits} address={address} />}
          {!closed && offered === null && (
            <Stack gap={14}>
              <SeatTerms voice={voice} {...page.terms} draw={draw} />
              <AnswerChoices
                voice={voice}
                saved={answer}
                waits={waits}
                queuePlace={page.queuePlace}
                draw={draw}
                address={address}
                error={errors.answer?.[0] && t(`troubles.${errors.answer[0]}`)}
                hint={until ? t(`voice.${voice}.changeBy`, { until }) : t(`voice.${voice}.change`)}
              />
              {page.guests.hybrid && answer !== 'yes' && <OnlineYes voice={voice} address={address} />}
              {answer !== 'yes' && left !== null && draw === null && (
                <p>{left === 0 ? t('rsvp.full') : t('rsvp.seatsLeft', { count: left })}</p>
              )}
            </Stack>
          )}
          {!closed && !choosing && answer !== 'none' && offered === null && (
            <AnswerDetails
              voice={voice}
              answer={answer}
              details={{ people: typed?.people ?? String(page.people), message: typed?.message ?? page.message ?? '' }}
              mostPeople={page.mostPeople}
              overLimit={overLimit}
              address={address}
              errors={{ people: errors.people?.[0], message: errors.message?.[0] }}
            >
              {answer === 'yes' && (
                <GuestFields
                  voice={voice}
                  rows={guestRows(typed?.guests ?? page.guests.rows, Number(typed?.people) || page.people)}
                  hybrid={page.guests.hybrid}
                  erasedOn={page.guests.erasedOn}
                  error={guestError}
                />
              )}
              {voice === 'group' && <AnsweredByField typed={typed?.answeredBy ?? ''} error={guestError} />}
            </AnswerDetails>
          )}
          {!closed && !choosing && answer === 'yes' && offered === null && page.questions.asked.length > 0 && (
            <QuestionsForm voice={voice} language={language} {...page.questions} />
          )}
          {!gone && !choosing && page.place === 'seat' && (
            <TablesSummary
              {...page.tables}
              zone={event.timeZone}
              language={language}
              textLanguage={agendaLanguage(event.languages)}
              closed={closed !== null}
            />
          )}
          {!closed && !choosing && answer === 'yes' && offered === null && <NeedsForm voice={voice} {...page.needs} />}
          {page.doorCode && !choosing && <DoorCode voice={voice} {...page.doorCode} />}
          {page.writing && <MessageForm voice={voice} {...page.writing} />}
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
          <p className="small">
            <a href={page.ownData}>{t('ownData:link')}</a>
          </p>
        </Stack>
      </Narrow>
    </>
  )

  function momentIn(at: number, zone: string, wanted: Language): string {
    return t('rsvp.dayAndTime', { day: weekdayAndDay(at, zone, wanted), time: clock(at, zone, wanted) })
  }
}
