import { useTranslation } from 'react-i18next'
import { classes } from '#app/ui/classes.ts'
import { FieldSet } from '#app/ui/fields.tsx'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { givenAnswers, type Answer, type GivenAnswer, type Voice } from '../rules.ts'
import css from './answer-choices.module.css'

const icons: Record<GivenAnswer, IconName> = { yes: 'check', maybe: 'question', no: 'cross' }

/**
 * The page's one question. Each answer is a submit button: one press saves. `saved` is what the server has; `full` marks
 * yes for one who holds no seat.
 */
export function AnswerChoices({
  voice,
  saved,
  full,
  address,
  hint,
  error,
}: {
  voice: Voice
  saved: Answer
  full: boolean
  /** Where the form goes. */
  address: string
  hint: string
  error?: string | undefined
}) {
  const { t } = useTranslation('invitations')
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
                {saved === answer && <span className={css.note}>{t('rsvp.chosen')}</span>}
                {answer === 'yes' && full && <span className={css.note}>{t('rsvp.fullNow')}</span>}
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
