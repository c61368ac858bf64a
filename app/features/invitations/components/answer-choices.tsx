import { useTranslation } from 'react-i18next'
import { classes } from '#app/ui/classes.ts'
import { FieldSet } from '#app/ui/fields.tsx'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { givenAnswers, type Answer, type GivenAnswer, type Voice } from '../rules.ts'
import css from './answer-choices.module.css'

const icons: Record<GivenAnswer, IconName> = { yes: 'check', maybe: 'question', no: 'cross' }

/**
 * The page's one question. Each answer is a submit button: one press saves. `saved` is what the server has. Where all seats
 * are taken, the place in the queue is told before the press, and where they are drawn, that they are.
 */
export function AnswerChoices({
  voice,
  saved,
  waits,
  queuePlace,
  draw,
  address,
  hint,
  error,
}: {
  voice: Voice
  saved: Answer
  /** The saved yes stands in the queue. */
  waits: boolean
  /** The place in the queue that a yes would bring; null when it would bring seats. */
  queuePlace: number | null
  /** When seats are drawn, in words; null: they are not. */
  draw: string | null
  /** Where the form goes. */
  address: string
  hint: string
  error?: string | undefined
}) {
  const { t } = useTranslation(['invitations', 'seats'])
  return (
    <form method="post" action={address}>
      <FieldSet legend={t(`voice.${voice}.question`)} size="large" error={error}>
        <div className={css.answers}>
          {givenAnswers.map((answer) => (
            <button
              key={answer}
              name="answer"
              value={answer}
              className={classes(css.choice, css[answer], saved === answer && css.chosen)}
            >
              <span className={css.mark}>
                <Icon name={icons[answer]} />
              </span>
              <span>
                {t(`voice.${voice}.${answer}`)}
                {saved === answer && (
                  <span className={css.note}>
                    {waits ? t(draw === null ? 'seats:inQueue' : 'seats:inDraw') : t('rsvp.chosen')}
                  </span>
                )}
                {answer === 'yes' && saved !== 'yes' && draw !== null && (
                  <span className={css.note}>{t(`seats:voice.${voice}.drawNote`, { when: draw })}</span>
                )}
                {answer === 'yes' && saved !== 'yes' && queuePlace !== null && (
                  <span className={css.note}>{t(`seats:voice.${voice}.joinNote`, { place: queuePlace })}</span>
                )}
              </span>
            </button>
          ))}
        </div>
      </FieldSet>
      <p className="small mute" style={{ marginTop: 12 }}>
        {hint}
      </p>
    </form>
  )
}
