import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { QuestionCounts } from '../queries.server.ts'
import type { Question } from '../rules.ts'

/** What is asked, in order, with how it is answered; each can be moved, changed and deleted. */
export function QuestionList({
  asked,
  counts,
  coming,
  language,
  address,
}: {
  asked: Question[]
  /** By question; none for those nobody has answered. */
  counts: Record<string, QuestionCounts>
  /** How many of the invited come. */
  coming: number
  language: Language
  /** Of this page. */
  address: string
}) {
  const { t } = useTranslation('questions')
  return (
    <Lines ordered>
      {asked.map((question, index) => {
        const { id, kind, required } = question
        const wording = localText(question.wording, language)
        const count = counts[id] ?? { answered: 0, options: {} }
        const missing = required ? coming - count.answered : 0
        const facts = [
          t(`kinds.${kind}`),
          t(required ? 'page.required' : 'page.optional'),
          t('page.answered', { count: count.answered }),
          ...(missing > 0 ? [t('page.missing', { count: missing })] : []),
        ]
        return (
          <Line key={id}>
            <Stack gap={8}>
              <h3 lang={wording.lang === language ? undefined : wording.lang}>{wording.text}</h3>
              <p className="small mute">{facts.join(', ')}</p>
              {question.options.length > 0 && (
                <ul className="small">
                  {question.options.map((option) => (
                    <li key={option.id}>
                      {localText(option.text, language).text}: <b>{count.options[option.id] ?? 0}</b>
                    </li>
                  ))}
                </ul>
              )}
              <Form method="post" action={address} preventScrollReset>
                <input type="hidden" name="questionId" value={id} />
                <Row gap={12}>
                  {(['up', 'down'] as const)
                    .filter((step) => (step === 'up' ? index > 0 : index < asked.length - 1))
                    .map((step) => (
                      <Button
                        key={step}
                        name="intent"
                        value={step}
                        variant="quiet"
                        small
                        aria-label={t(`page.${step}Of`, { wording: wording.text })}
                      >
                        {t(`page.${step}`)}
                      </Button>
                    ))}
                  <Link to={`${address}/${id}`} aria-label={t('page.changeOf', { wording: wording.text })}>
                    {t('page.change')}
                  </Link>
                  <Link to={`${address}?delete=${id}`} aria-label={t('page.deleteOf', { wording: wording.text })}>
                    {t('page.delete')}
                  </Link>
                </Row>
              </Form>
            </Stack>
          </Line>
        )
      })}
    </Lines>
  )
}
