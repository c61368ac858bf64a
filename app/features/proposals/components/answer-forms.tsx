import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react'
import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextArea } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import { contentId } from '#app/ui/skip-link.tsx'
import type { Proposal } from '../queries.server.ts'
import { decliningRefusal, takingRefusal } from '../rules.ts'
import { LanguageField } from './proposal-form.tsx'
import { TakeButton } from './take-button.tsx'

type Props = { proposal: Proposal; result: SubmissionResult | undefined; language: Language }

/** The convener's two answers: into the agenda, or not now and why. */
export function AnswerForms({ proposal, result, language }: Props) {
  const { t } = useTranslation('proposals')
  const mayTake = takingRefusal(proposal) === null && !(proposal.state === 'taken' && proposal.inAgenda)
  const mayDecline = decliningRefusal(proposal) === null
  if (!mayTake && !mayDecline) return null
  return (
    <Section id="answer" title={t('page.answer')}>
      <Stack gap={34}>
        {mayTake && (
          <Stack gap={14}>
            <p>{t('page.takeText', { count: proposal.minutes })}</p>
            <TakeButton
              proposal={proposal}
              main
              done={() => {
                // The button goes with the question.
                document.getElementById(contentId)?.focus({ preventScroll: true })
              }}
            />
          </Stack>
        )}
        {mayDecline && (
          <Section level={3} title={t('page.declineTitle')}>
            <DeclineForm result={result} language={language} />
          </Section>
        )}
      </Stack>
    </Section>
  )
}

function DeclineForm({ result, language }: Omit<Props, 'proposal'>) {
  const { t } = useTranslation('proposals')
  const [form, fields] = useForm({
    id: 'decline',
    lastResult: result,
    defaultValue: { reason: '', lang: language },
  })
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)}>
      <Stack gap={18}>
        <ErrorSummary form={form} order={['reason', 'lang']} />
        <TextArea label={t('page.reason')} hint={t('page.reasonHint')} rows={4} meta={fields.reason} />
        <LanguageField meta={fields.lang} />
        <Button variant="outlined" phoneWide name="intent" value="decline">
          {t('page.declineSubmit')}
        </Button>
      </Stack>
    </Form>
  )
}

/** What its proposer may still do with it while it waits. */
export function OwnProposal({ path }: { path: string }) {
  const { t } = useTranslation('proposals')
  return (
    <Section title={t('page.yours')}>
      <Stack gap={14}>
        <p>{t('page.yoursText')}</p>
        <Row gap={20}>
          <Link to={`${path}/edit`}>{t('page.edit')}</Link>
          <Link to={`${path}?withdraw=yes`}>{t('page.withdraw')}</Link>
        </Row>
      </Stack>
    </Section>
  )
}

/** Asks before a proposal is taken back; a page of its own address, so that it works without script. */
export function WithdrawConfirm({ title, path }: { title: string; path: string }) {
  const { t } = useTranslation('proposals')
  return (
    <Notice
      tone="alert"
      role="alert"
      title={t('page.withdrawSure', { title })}
      actions={
        <Form method="post" action={path}>
          <Row>
            <Button variant="danger" name="intent" value="withdraw">
              {t('page.withdraw')}
            </Button>
            <Link to={path}>{t('page.withdrawKeep')}</Link>
          </Row>
        </Form>
      }
    >
      {t('page.withdrawText')}
    </Notice>
  )
}
