import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, RadioRow, TextField, Tick } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Stack } from '#app/ui/page.tsx'
import { freshRows, type QuestionTrouble, type TypedQuestion } from '../forms.ts'
import { mostOptions, mostQuestions, questionKinds, type InputRefusal } from '../rules.ts'

/** Why the question was not saved. */
export type EditRefusal =
  | InputRefusal
  | { reason: QuestionTrouble | 'notPublished' | 'over' | 'tooMany' | 'noSuchQuestion' | 'kindFixed' | 'optionsFixed' }

/** A question as the convener writes it, in each language of the event. Options are rows: empty ones are left out. */
export function QuestionEdit({
  question,
  languages,
  answers,
  refusal,
  back,
}: {
  /** As it is saved, or was typed. */
  question: TypedQuestion
  /** Those that the event is held in. */
  languages: readonly Language[]
  /** How many have answered it: what they chose stays. */
  answers: number
  refusal: EditRefusal | null
  /** The list of questions. */
  back: string
}) {
  const { t } = useTranslation('questions')
  const fixed = answers > 0
  const rows = Math.min(question.options.length + freshRows, mostOptions)
  const several = languages.length > 1
  const inWords = (language: Language) => t(`edit.languages.${language}`)
  const trouble =
    refusal &&
    t(`edit.refusals.${refusal.reason}`, {
      count: refusal.reason === 'tooMany' ? mostQuestions : mostOptions,
      languages: 'languages' in refusal ? refusal.languages.map(inWords).join(', ') : '',
    })
  const at = refusal ? placeOf(refusal) : null
  const lacks = (language: Language) => at === 'wording' && lacksText(refusal, language)
  return (
    <Form method="post">
      <Stack gap={26}>
        {refusal && (
          <Notice tone="alert" role="alert" title={t('edit.notSaved')}>
            {trouble}
          </Notice>
        )}
        {fixed && <p>{t('edit.kindFixed', { count: answers })}</p>}
        {languages.map((language) => (
          <TextField
            key={language}
            id={`wording-${language}`}
            label={several ? t('edit.wordingIn', { language: inWords(language) }) : t('edit.wording')}
            name={`wording.${language}`}
            lang={language}
            defaultValue={question.wording[language] ?? ''}
            error={lacks(language) && trouble ? trouble : undefined}
          />
        ))}
        {fixed ? (
          <input type="hidden" name="kind" value={question.kind} />
        ) : (
          <FieldSet legend={t('edit.kind')} size="label" error={(at === 'kind' && trouble) || undefined}>
            {questionKinds.map((kind) => (
              <RadioRow
                key={kind}
                name="kind"
                value={kind}
                label={t(`kinds.${kind}`)}
                hint={t(`kindHints.${kind}`)}
                defaultChecked={question.kind === kind}
              />
            ))}
          </FieldSet>
        )}
        {(!fixed || question.options.length > 0) && (
          <FieldSet
            legend={t('edit.options')}
            hint={t('edit.optionsHint')}
            size="label"
            error={(at === 'options' && trouble) || undefined}
          >
            <Stack gap={12}>
              {Array.from({ length: rows }, (_, row) => (
                <div key={row}>
                  <input type="hidden" name="optionId" value={question.options[row]?.id ?? ''} />
                  {languages.map((language) => (
                    <TextField
                      key={language}
                      id={`option-${String(row)}-${language}`}
                      label={
                        several
                          ? t('edit.optionIn', { number: row + 1, language: inWords(language) })
                          : t('edit.option', { number: row + 1 })
                      }
                      name={`option.${language}`}
                      lang={language}
                      defaultValue={question.options[row]?.text[language] ?? ''}
                    />
                  ))}
                </div>
              ))}
            </Stack>
          </FieldSet>
        )}
        <Tick
          id="required"
          name="required"
          label={t('edit.required')}
          hint={t('edit.requiredHint')}
          defaultChecked={question.required}
        />
        <UnsentNotice />
        <Button phoneWide>{t('edit.save')}</Button>
        <Link to={back}>{t('edit.cancel')}</Link>
      </Stack>
    </Form>
  )
}

/** Beside which field a refusal is told, too. */
function placeOf({ reason }: EditRefusal): 'wording' | 'options' | 'kind' | null {
  if (reason === 'wordingMissing' || reason === 'wordingLong') return 'wording'
  if (reason === 'kindMissing' || reason === 'kindFixed') return 'kind'
  return /option/i.test(reason) ? 'options' : null
}

/** Is it the text in this language? Where no language is named, it may be any. */
function lacksText(refusal: EditRefusal | null, language: Language): boolean {
  return refusal !== null && (!('languages' in refusal) || refusal.languages.includes(language))
}
