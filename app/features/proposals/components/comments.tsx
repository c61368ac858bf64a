import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea } from '#app/ui/fields.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { AssociationName, ProposalComment } from '../queries.server.ts'
import { LanguageField } from './proposal-form.tsx'
import css from './proposal-view.module.css'

type ListProps = { comments: ProposalComment[]; personId: string; organiser: string; zone: string; language: Language }

/** What has been said, by whom and when; one's own can be deleted. */
export function CommentList({ comments, personId, organiser, zone, language }: ListProps) {
  const { t } = useTranslation('proposals')
  if (comments.length === 0) return <p className="mute">{t('commenting.none')}</p>
  return (
    <ol className={css.comments}>
      {comments.map(({ id, author, association, lang, text, createdAt }) => {
        const at = { day: shortDay(createdAt, zone, language), time: clock(createdAt, zone, language) }
        return (
          <li key={id}>
            <Row between top gap={10}>
              <div>
                <h3>{author.name}</h3>
                <p className="small mute">
                  {association ?? organiser}, {t('commenting.at', at)}
                </p>
              </div>
              {author.id === personId && (
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="commentId" value={id} />
                  <Button variant="quiet" small name="intent" value="deleteComment">
                    {t('commenting.delete')}
                    <VisuallyHidden>{t('commenting.deleteFull', at)}</VisuallyHidden>
                  </Button>
                </Form>
              )}
            </Row>
            <p className={css.text} lang={lang === language ? undefined : lang}>
              {softHyphens(text)}
            </p>
          </li>
        )
      })}
    </ol>
  )
}

type FormProps = {
  result: SubmissionResult | undefined
  /** For whom the person may speak; empty: as the convener. */
  associations: AssociationName[]
  /** The organiser's name, for one who may speak as its convener. */
  organiser: string | null
  language: Language
}

export function CommentForm({ result, associations, organiser, language }: FormProps) {
  const { t } = useTranslation('proposals')
  const only = organiser === null && associations.length === 1 ? associations[0]?.id : undefined
  const asked = only === undefined && associations.length > 0
  const [form, fields] = useForm({
    id: 'comment',
    lastResult: result,
    defaultValue: { text: '', lang: language, associationId: only ?? '' },
  })
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)}>
      <Stack gap={18}>
        <ErrorSummary form={form} order={['associationId', 'text', 'lang']} />
        {only !== undefined && <input type="hidden" name="associationId" value={only} />}
        {asked && (
          <SelectField label={t('form.forWhom')} meta={fields.associationId}>
            <option value="">{organiser === null ? t('form.choose') : t('form.organiser', { name: organiser })}</option>
            {associations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <TextArea label={t('commenting.text')} hint={t('commenting.hint')} rows={3} meta={fields.text} />
        <LanguageField meta={fields.lang} />
        <Button variant="outlined" phoneWide name="intent" value="comment">
          {t('commenting.submit')}
        </Button>
      </Stack>
    </Form>
  )
}
