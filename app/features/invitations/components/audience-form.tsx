import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AudienceChoices } from '#app/features/directory/queries.server.ts'
import type { Audience } from '#app/features/directory/rules.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, Tick } from '#app/ui/fields.tsx'
import { Stack } from '#app/ui/page.tsx'
import { AssociationPicker } from './association-picker.tsx'

/** Whom to call: groups, bodies, single associations. A GET form: the list that follows has an address. */
export function AudienceForm({
  choices,
  audience,
  language,
  error,
}: {
  choices: AudienceChoices
  /** What was ticked before. */
  audience: Audience
  language: Language
  error?: string | undefined
}) {
  const { t } = useTranslation('invitations')
  const groups = ['associations', 'officials', 'elected'] as const
  return (
    <Form method="get">
      <Stack gap={36}>
        <FieldSet legend={t('new.pick')} hint={t('new.pickHint')} error={error}>
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
        <Button name="list" value="1" phoneWide>
          {t('new.showList')}
        </Button>
      </Stack>
    </Form>
  )
}
