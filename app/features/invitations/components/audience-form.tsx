import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AudienceChoices } from '#app/features/directory/queries.server.ts'
import type { Audience } from '#app/features/directory/rules.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FieldSet, Tick } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Stack } from '#app/ui/page.tsx'
import { AssociationPicker } from './association-picker.tsx'

/**
 * Whom to call: groups, bodies, single associations. A GET form: the list that follows has an address. But a greeting
 * that was written already goes along by POST: no address has room for it.
 */
export function AudienceForm({
  choices,
  audience,
  carried,
  language,
  error,
}: {
  choices: AudienceChoices
  /** What was ticked before. */
  audience: Audience
  /** What was done with the list of another choice: the greetings, and the keys of those left out. */
  carried: { greetings: Partial<Record<Language, string>>; left: string[] } | null
  language: Language
  error?: string | undefined
}) {
  const { t } = useTranslation('invitations')
  const groups = ['associations', 'officials', 'elected'] as const
  return (
    <Form method={carried ? 'post' : 'get'}>
      {Object.entries(carried?.greetings ?? {}).map(([spoken, text]) => (
        <input key={spoken} type="hidden" name={`greeting.${spoken}`} value={text} />
      ))}
      {carried?.left.map((key) => (
        <input key={key} type="hidden" name="left" value={key} />
      ))}
      <Stack gap={36}>
        <ErrorSummary form={{ id: 'audience', allErrors: error ? { pick: [error] } : {} }} />
        <FieldSet
          legend={t('new.pick')}
          hint={t('new.pickHint')}
          error={error}
          meta={{ id: 'audience-pick', name: 'pick' }}
        >
          {groups
            .filter((group) => choices.counts[group] > 0)
            .map((group) => (
              <Tick
                key={group}
                name={group}
                label={t(`new.${group}`)}
                hint={t('new.inGroup', { count: choices.counts[group] })}
                defaultChecked={audience[group]}
              />
            ))}
        </FieldSet>
        {choices.bodies.length > 0 && (
          <FieldSet legend={t('new.bodies')}>
            {choices.bodies.map((body) => (
              <Tick
                key={body.id}
                name="body"
                value={body.id}
                label={localText(body.name, language).text}
                hint={body.reachable ? undefined : t('new.noAddress')}
                defaultChecked={audience.bodyIds.includes(body.id)}
              />
            ))}
          </FieldSet>
        )}
        <AssociationPicker associations={choices.associations} chosen={audience.associationIds} language={language} />
        <UnsentNotice />
        <Button name="list" value="1" phoneWide>
          {t('new.showList')}
        </Button>
      </Stack>
    </Form>
  )
}
