import { useTranslation } from 'react-i18next'
import type { Voice } from '#app/features/invitations/rules.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, RadioRow, TextArea, TextField, Tick } from '#app/ui/fields.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { fieldOf } from '../forms.ts'
import { longestAnswer, missingAnswers, type AnswerTrouble, type AnswerValue, type Question } from '../rules.ts'

type Props = {
  voice: Voice
  asked: Question[]
  answers: Record<string, AnswerValue>
  /** The press that brought us here saved them. */
  saved: boolean
  /** The day on which answers are erased, in words. */
  erasedOn: string
  address: string
  language: Language
  /** What was typed, when the server sends it back. */
  typed?: Record<string, string[]> | undefined
  troubles?: Record<string, AnswerTrouble> | undefined
}

/** What the convener asks beside whether they come: a save of its own. What is required is shown as missing, and blocks nothing. */
export function QuestionsForm(props: Props) {
  const { voice, asked, answers, saved, erasedOn, address } = props
  const { t } = useTranslation('questions')
  const missing = missingAnswers(asked, answers).length
  return (
    <Section title={t(`voice.${voice}.title`)} id="questions">
      <form method="post" action={address}>
        <Stack gap={22}>
          {saved && <p role="status">{t('saved')}</p>}
          {missing > 0 && <p>{t('missing', { count: missing })}</p>}
          <p className="small mute">{t(`voice.${voice}.hint`, { day: erasedOn })}</p>
          {asked.map((question) => (
            <div key={question.id}>
              <input type="hidden" name="asked" value={question.id} />
              <QuestionField {...props} question={question} />
            </div>
          ))}
          <Button variant="outlined" phoneWide>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}

function QuestionField({ question, answers, saved, language, typed, troubles }: Props & { question: Question }) {
  const { t } = useTranslation('questions')
  const { id, kind, required, options } = question
  const saidOf = (value: AnswerValue | undefined) => (value === undefined ? [] : [value].flat().map(String))
  const given = typed?.[id] ?? saidOf(answers[id])
  const trouble = troubles?.[id]
  const wording = localText(question.wording, language)
  const label = <span lang={wording.lang === language ? undefined : wording.lang}>{wording.text}</span>
  const lacking = required && saved && answers[id] === undefined ? t('stillMissing') : undefined
  const error = trouble ? t(`troubles.${trouble}`, { count: longestAnswer }) : lacking
  const field = { id: fieldOf(id), name: fieldOf(id), error, optional: !required, label }
  if (kind === 'text') {
    return <TextArea {...field} hint={t('textHint', { count: longestAnswer })} rows={2} defaultValue={given[0] ?? ''} />
  }
  if (kind === 'number') {
    return <TextField {...field} hint={t('numberHint')} inputMode="numeric" defaultValue={given[0] ?? ''} />
  }
  const Row = kind === 'choice' ? RadioRow : Tick
  const rows = options.map((option) => ({ value: option.id, ...localText(option.text, language) }))
  return (
    <FieldSet legend={label} size="label" error={error} meta={{ id: fieldOf(id), name: fieldOf(id) }}>
      {rows.map(({ value, text, lang }) => (
        <Row
          key={value}
          name={fieldOf(id)}
          value={value}
          label={<span lang={lang === language ? undefined : lang}>{text}</span>}
          defaultChecked={given.includes(value)}
        />
      ))}
      {kind === 'choice' && !required && (
        <RadioRow name={fieldOf(id)} value="" label={t('noneOfThese')} defaultChecked={given.length === 0} />
      )}
    </FieldSet>
  )
}
