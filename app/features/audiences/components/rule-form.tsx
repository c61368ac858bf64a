import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AudienceChoices } from '#app/features/directory/queries.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FieldSet, Tick } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { AudienceRule } from '../rules.ts'

/** Whom to call, as a rule: places, fields, bodies, officials. Single ones are added on the list that follows. */
export function RuleForm({
  choices,
  rule,
  language,
  error,
}: {
  choices: AudienceChoices
  rule: AudienceRule
  language: Language
  error?: string | undefined
}) {
  const { t } = useTranslation('audiences')
  const { municipalities } = choices
  const own = municipalities.filter(({ near }) => near === 'own')
  const around = (['subregion', 'county'] as const)
    .map((near) => ({ near, places: municipalities.filter((one) => one.near === near) }))
    .filter(({ places }) => places.length > 0)
  const chosenAround = municipalities.some(({ near, id }) => near !== 'own' && rule.municipalityIds.includes(id))
  const hasPeople = choices.officials + choices.elected + choices.bodies.length > 0
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="rule" />
      <Stack gap={36}>
        <ErrorSummary form={{ id: 'rule', allErrors: error ? { pick: [error] } : {} }} />
        <FieldSet
          legend={t('pick.municipalities')}
          hint={t('pick.hint')}
          error={error}
          meta={{ id: 'rule-pick', name: 'pick' }}
        >
          {own.map((place) => municipality(place))}
          <Tick
            name="countyWide"
            label={t('pick.countyWide')}
            hint={t('pick.count', { count: choices.countyWide })}
            defaultChecked={rule.countyWide}
          />
          {around.length > 0 && (
            <details open={chosenAround}>
              <summary>{t('pick.otherMunicipalities')}</summary>
              <Stack gap={20}>
                {around.map(({ near, places }) => (
                  <FieldSet key={near} legend={t(`pick.${near}`)} size="label">
                    {places.map((place) => municipality(place))}
                  </FieldSet>
                ))}
              </Stack>
            </details>
          )}
        </FieldSet>
        {choices.fields.length > 1 && (
          <details open={rule.fieldIds.length > 0}>
            <summary>{t('pick.narrow')}</summary>
            <FieldSet legend={t('pick.fields')} hint={t('pick.fieldsHint')} size="label">
              {choices.fields.map(({ id, name, count }) => (
                <Tick
                  key={id}
                  name="field"
                  value={id}
                  label={localText(name, language).text}
                  hint={t('pick.count', { count })}
                  defaultChecked={rule.fieldIds.includes(id)}
                />
              ))}
            </FieldSet>
          </details>
        )}
        {hasPeople && (
          <FieldSet legend={t('pick.people')}>
            {choices.bodies.map((body) => (
              <Tick
                key={body.id}
                name="body"
                value={body.id}
                label={localText(body.name, language).text}
                hint={body.reachable ? undefined : t('pick.noAddress')}
                defaultChecked={rule.bodyIds.includes(body.id)}
              />
            ))}
            {(['officials', 'elected'] as const)
              .filter((group) => choices[group] > 0)
              .map((group) => (
                <Tick
                  key={group}
                  name={group}
                  label={t(`pick.${group}`)}
                  hint={t('pick.called', { count: choices[group] })}
                  defaultChecked={rule[group]}
                />
              ))}
          </FieldSet>
        )}
        {rule.added.length + rule.without.length > 0 && (
          <div>
            <p>{t('pick.singles', { added: rule.added.length, out: rule.without.length })}</p>
            <Tick name="clear" label={t('pick.clear')} />
          </div>
        )}
        <UnsentNotice />
        <Row>
          <Button phoneWide>{t('pick.show')}</Button>
        </Row>
      </Stack>
    </Form>
  )

  function municipality({ id, name, count }: AudienceChoices['municipalities'][number]) {
    return (
      <Tick
        key={id}
        name="municipality"
        value={id}
        label={localText(name, language).text}
        hint={t('pick.count', { count })}
        defaultChecked={rule.municipalityIds.includes(id)}
      />
    )
  }
}
