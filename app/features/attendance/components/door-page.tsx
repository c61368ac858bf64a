import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { doorCode } from '#app/features/invitations/rules.ts'
import { clockRange, weekdayAndDay } from '#app/lib/dates.ts'
import type { Language, LocalText } from '#app/lib/languages.ts'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Band, Narrow, Section, Stack } from '#app/ui/page.tsx'
import { LiveRegion } from '#app/ui/status.tsx'
import {
  attendanceReport,
  marksTakenUntil,
  matches,
  partiesAt,
  type Door,
  type DoorRefusal,
  type Party,
  type WalkIn,
} from '../rules.ts'
import css from './door.module.css'
import { AttendanceNumbers } from './attendance-numbers.tsx'
import { DoorClosing } from './door-closing.tsx'
import { DoorCounters } from './door-counters.tsx'
import { DoorList } from './door-list.tsx'
import { DoorNews } from './door-news.tsx'
import { DoorRow } from './door-row.tsx'
import { DoorSearch } from './door-search.tsx'
import { WalkInForm, type WalkInErrors } from './walk-in-form.tsx'
import { useDoor } from './use-door.ts'

export type DoorFacts = {
  event: { id: string; title: LocalText; startsAt: number; endsAt: number; timeZone: string }
  /** The door list at the loading of the page. */
  door: Door
  /** Name keys of walked-in organisations that are in the register. */
  registered: string[]
  /** Why nobody can be marked now. */
  refusal: DoorRefusal | null
  /** What the address asks for: the code of a confirmation; a search. */
  code: string | null
  typed: string
  /** The event has begun, so that the door can be closed; a press closed it, so that a press opens it. */
  begun: boolean
  mayReopen: boolean
  personId: string
  language: Language
}

export type RefusedWalkIn = { name: string; organisation: string; errors: WalkInErrors }

/** The door in a phone's hand: who is expected, who is here, one press each. */
export function DoorPage({ facts, walkIn }: { facts: DoorFacts; walkIn: RefusedWalkIn | null }) {
  const { event, refusal, code, begun, mayReopen, language } = facts
  const { t } = useTranslation('attendance')
  const [typed, type] = useState(facts.typed)
  const [said, say] = useState('')
  const { door, tap, ...news } = useDoor(facts.door, { eventId: event.id, personId: facts.personId })
  const parties = partiesAt(door)
  const address = `/events/${event.id}/door`
  // Without script a press leads back to what was searched for.
  const posting = typed === '' ? address : `${address}?q=${encodeURIComponent(typed)}`
  const shown = code === null ? undefined : parties.find(({ id }) => doorCode(id) === code)
  const open = refusal === null
  const until = weekdayAndDay(marksTakenUntil(event), event.timeZone, language)
  const nobodyFound = typed !== '' && !parties.some((party) => matches(party, typed))

  function mark(party: Party, people: number) {
    tap(people, { partyId: party.id })
    say(people > 0 ? t('said.here', { name: party.name, count: people }) : t('said.gone', { name: party.name }))
  }
  function add(one: WalkIn) {
    tap(1, { walkIn: one })
    type('')
    say(t('said.here', { name: one.name, count: 1 }))
  }

  return (
    <>
      <Band>
        <Narrow>
          <div className={css.head}>
            <div>
              <h1>{t('heading')}</h1>
              <p>
                <Link to={`/events/${event.id}`}>
                  <Local text={event.title} language={language} />
                </Link>
                <br />
                <span className="small mute num">
                  {weekdayAndDay(event.startsAt, event.timeZone, language)}{' '}
                  {clockRange(event.startsAt, event.endsAt, event.timeZone, language)}
                </span>
              </p>
            </div>
            <DoorCounters parties={parties} />
          </div>
        </Narrow>
      </Band>
      <Narrow padded>
        <Stack gap={34}>
          <UnsentNotice />
          {refusal && (
            <Notice
              actions={refusal === 'notYet' && <Link to={`/events/${event.id}/sign-in-list`}>{t('ways.sheet')}</Link>}
            >
              {t(`refusals.${refusal}`)}
            </Notice>
          )}
          {open && <DoorNews {...news} address={address} said={said} />}
          {code !== null && !shown && <Notice tone="warn" title={t('code.unknown')} role="alert" />}
          {shown && (
            <Section title={t('code.found')}>
              <ul className={css.list}>
                <DoorRow
                  party={shown}
                  closed={door.closed}
                  open={open}
                  address={`${address}?party=${code ?? ''}`}
                  tap={(people) => mark(shown, people)}
                />
              </ul>
            </Section>
          )}
          {door.closed && (
            <>
              {open && <DoorClosing closed mayReopen={mayReopen} until={until} />}
              <AttendanceNumbers report={attendanceReport(parties, true, new Set(facts.registered))} />
            </>
          )}
          <Stack gap={14}>
            <DoorSearch typed={typed} type={type} />
            <LiveRegion>{nobodyFound && t('search.none')}</LiveRegion>
            {open && (
              <WalkInForm
                key={nobodyFound ? typed : ''}
                address={posting}
                found={nobodyFound ? typed : ''}
                typed={walkIn ?? undefined}
                errors={walkIn?.errors}
                add={add}
              />
            )}
          </Stack>
          <DoorList
            parties={shown ? parties.filter(({ id }) => id !== shown.id) : parties}
            closed={door.closed}
            open={open}
            typed={typed}
            address={posting}
            tap={mark}
          />
          {open && begun && !door.closed && <DoorClosing closed={false} mayReopen={false} until={until} />}
        </Stack>
      </Narrow>
    </>
  )
}
