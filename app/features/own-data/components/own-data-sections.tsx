import { useTranslation } from 'react-i18next'
import { clock, dayAndYear } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Lines, Line } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { OwnData, PastAnswer } from '../queries.server.ts'
import css from './own-data.module.css'

type Fact = [string, string | number | null | undefined]

/** Everything that is held of an invitee, part by part, in plain words. */
export function OwnDataSections({ data, zone, language }: { data: OwnData; zone: string; language: Language }) {
  const { t } = useTranslation(['ownData', 'invitations', 'needs', 'topicSurveys'])
  const { invitation, history, needs, messages, details, letters, event } = data
  const facts = invitation as Record<string, string | number | null> & Pick<typeof invitation, 'recipientKind'>
  const moment = (at: number | null | undefined) =>
    at === null || at === undefined
      ? null
      : t('invitations:rsvp.dayAndTime', { day: dayAndYear(at, zone, language), time: clock(at, zone, language) })
  const answerWord = (word: unknown) => {
    const known = (['none', 'yes', 'maybe', 'no'] as const).find((one) => one === word)
    return known === undefined ? null : t(`answers.${known}`)
  }
  const placeWord = (word: unknown) => {
    const known = (['none', 'seat', 'waiting', 'offered'] as const).find((one) => one === word)
    return known === undefined || known === 'none' ? null : t(`places.${known}`)
  }
  const far = (online: boolean) => (online ? `, ${t('details.online')}` : '')
  const told: Fact[] = [
    [t('details.signedUp'), details.registration?.name],
    [t('details.for'), details.registration?.association],
    [
      t('details.guests'),
      details.guests.map(({ name, online }) => (name || t('details.noName')) + far(online)).join('; ') || null,
    ],
    [
      t('details.answeredBy'),
      details.answeredBy.map(({ name, at }) => `${name ?? t('details.noName')}, ${moment(at) ?? ''}`).join('; ') ||
        null,
    ],
    ...details.questions.map(({ wording, value }): Fact => [
      localText(wording, language).text,
      [value].flat().join(', '),
    ]),
    [t('details.tables'), details.tables.map(({ title, people }) => `${title} (${String(people)})`).join('; ') || null],
    [
      t('details.door'),
      details.door && t('details.doorPeople', { count: details.door.people, when: moment(details.door.tappedAt) }),
    ],
  ]
  const known = told.some(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <Stack gap={46}>
      <Section title={t('invitation.title')}>
        <Facts
          facts={[
            [t('invitation.event'), localText(event.title, language).text],
            [t('invitation.when'), moment(event.startsAt)],
            [t('invitation.organiser'), localText(event.organiser, language).text],
            [t('invitation.kind'), t(`invitations:kinds.${invitation.recipientKind}`)],
            [t('invitation.name'), facts.name],
            [t('invitation.email'), facts.email],
            [t('invitation.language'), t(`topicSurveys:send.${invitation.language}`)],
            [t('invitation.invited'), moment(invitation.createdAt)],
            [t('invitation.withdrawn'), moment(invitation.withdrawnAt)],
          ]}
        />
      </Section>
      <Section title={t('answer.title')}>
        <Stack gap={18}>
          <Facts
            facts={[
              [t('answer.answer'), answerWord(facts.answer)],
              [t('answer.place'), placeWord(facts.place)],
              [t('answer.people'), facts.answer === 'yes' ? facts.people : null],
              [t('answer.message'), facts.message],
              [t('answer.when'), moment(facts.answeredAt as number | null)],
              [t('answer.recordedBy'), facts.recordedBy],
              [t('answer.waitingSince'), moment(facts.waitingSince as number | null)],
              [t('answer.offeredUntil'), moment(facts.offeredUntil as number | null)],
            ]}
          />
          {history.length > 0 && (
            <details>
              <summary>{t('history.open', { count: history.length })}</summary>
              <Lines>
                {history.map((past, place) => (
                  <Line key={place}>
                    {moment(past.at)}, {t(`history.${past.by}`)}
                    {saidIn(past).map((said) => (
                      <p key={said} className="small" style={{ whiteSpace: 'pre-line' }}>
                        {said}
                      </p>
                    ))}
                  </Line>
                ))}
              </Lines>
            </details>
          )}
        </Stack>
      </Section>
      {known && (
        <Section title={t('details.title')}>
          <Facts facts={told} />
        </Section>
      )}
      <Section title={t('needs.title')}>
        {needs === null && <p>{t('needs.none')}</p>}
        {needs !== null && 'count' in needs && (
          <p>{needs.count === 0 ? t('needs.none') : t('needs.shared', { count: needs.count })}</p>
        )}
        {needs !== null && 'kinds' in needs && (
          <Facts
            facts={[
              [t('needs.told'), needs.kinds.map((kind) => t(`needs:kinds.${kind}`)).join(', ') || null],
              [t('needs.text'), needs.text || null],
              [t('needs.when'), moment(needs.savedAt)],
            ]}
          />
        )}
      </Section>
      <Section title={t('messages.title')}>
        {messages.length === 0 ? (
          <p>{t('messages.none')}</p>
        ) : (
          <Lines>
            {messages.map(({ text, sentAt }) => (
              <Line key={`${String(sentAt)} ${text}`}>
                <span style={{ whiteSpace: 'pre-line' }}>{text}</span>
                <p className="small mute">{moment(sentAt)}</p>
              </Line>
            ))}
          </Lines>
        )}
      </Section>
      <Section title={t('letters.title')}>
        <Stack gap={14}>
          <p className="mute">{t('letters.hint')}</p>
          {letters.length === 0 && <p>{t('letters.none')}</p>}
          <Lines>
            {letters.map((letter) => (
              <Line key={`${letter.kind} ${String(letter.queuedAt)}`}>
                {letter.subject}
                <p className="small mute">
                  {letter.recipient}, {moment(letter.sentAt ?? letter.queuedAt)},{' '}
                  {t(`topicSurveys:list.letters.${letter.state}`)}
                </p>
              </Line>
            ))}
          </Lines>
        </Stack>
      </Section>
    </Stack>
  )

  function saidIn({ changed }: PastAnswer): string[] {
    const { people } = changed
    return [
      answerWord(changed.answer),
      placeWord(changed.place),
      typeof people === 'number' && people > 0 ? t('history.people', { count: people }) : null,
      typeof changed.message === 'string' ? t('history.message', { message: changed.message }) : null,
    ].flatMap((said) => (said === null ? [] : [said]))
  }
}

/** Facts in two columns; those that are not known are left out. */
function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
