import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AudienceChoices } from '#app/features/directory/queries.server.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { ListQuery } from '../forms.ts'

/** Narrows the list by name, municipality and field: a GET form, so that what it finds has an address. */
export function ListSearch({
  query,
  choices,
  found,
  language,
  clear,
}: {
  query: ListQuery
  choices: Pick<AudienceChoices, 'municipalities' | 'fields'>
  /** How many the search found; null when nothing is searched. */
  found: number | null
  language: Language
  /** The address of the whole list. */
  clear: string
}) {
  const { t } = useTranslation('audiences')
  return (
    <Form method="get" role="search" aria-label={t('list.search')} preventScrollReset>
      <input type="hidden" name="part" value={query.part} />
      <Stack gap={14}>
        <TextField label={t('list.text')} name="text" type="search" defaultValue={query.text} />
        <Row gap={14} top>
          <SelectField label={t('list.municipality')} name="municipality" defaultValue={query.municipality}>
            <option value="">{t('list.any')}</option>
            {options(choices.municipalities)}
          </SelectField>
          <SelectField label={t('list.field')} name="field" defaultValue={query.field}>
            <option value="">{t('list.any')}</option>
            {options(choices.fields)}
          </SelectField>
        </Row>
        <Row>
          <Button variant="outlined" small>
            {t('list.find')}
          </Button>
          {found !== null && (
            <>
              <span role="status">{t('list.found', { count: found })}</span>
              <Link to={clear} preventScrollReset>
                {t('list.clear')}
              </Link>
            </>
          )}
        </Row>
      </Stack>
    </Form>
  )

  function options(choice: AudienceChoices['fields'] | AudienceChoices['municipalities']) {
    return choice.map(({ id, name }) => (
      <option key={id} value={id}>
        {localText(name, language).text}
      </option>
    ))
  }
}
