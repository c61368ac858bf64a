import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { recipientKey, type Recipient } from '#app/features/directory/rules.ts'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'

type Addable = Pick<Recipient, 'kind' | 'id'> & {
  name: LocalText
  about: LocalText | null
  there: 'onList' | 'invited' | null
}

/** Adding single ones, whatever the rule says: a search, and a button on each that it finds. */
export function AddSingle({
  find,
  found,
  part,
  language,
  address,
}: {
  /** What was searched. */
  find: string
  found: Addable[]
  /** The part of the list that is shown: the search leads back to it. */
  part: string
  language: Language
  /** Of the list as it is shown. */
  address: string
}) {
  const { t } = useTranslation('audiences')
  return (
    <Section title={t('list.add')} level={3}>
      <Stack gap={14}>
        <Form method="get" role="search" aria-label={t('list.add')} preventScrollReset>
          <input type="hidden" name="part" value={part} />
          <Stack gap={14}>
            <TextField
              label={t('list.text')}
              hint={t('list.addHint')}
              name="find"
              type="search"
              defaultValue={find}
              id="add-find"
            />
            <div>
              <Button variant="outlined" small>
                {t('list.addFind')}
              </Button>
            </div>
          </Stack>
        </Form>
        {find !== '' && found.length === 0 && <p role="status">{t('list.noneFound')}</p>}
        {found.length > 0 && (
          <Form method="post" action={address} preventScrollReset>
            <input type="hidden" name="intent" value="single" />
            <Lines>
              {found.map((one) => {
                const name = localText(one.name, language).text
                return (
                  <Line
                    key={recipientKey(one)}
                    action={
                      one.there ? (
                        <span className="small mute">{t(`list.${one.there}`)}</span>
                      ) : (
                        <Button
                          name="add"
                          value={recipientKey(one)}
                          variant="outlined"
                          small
                          aria-label={t('list.addOneOf', { name })}
                        >
                          {t('list.addOne')}
                        </Button>
                      )
                    }
                  >
                    {name}
                    <br />
                    <span className="small mute">
                      {one.about ? localText(one.about, language).text : t(`kinds.${one.kind}`)}
                    </span>
                  </Line>
                )
              })}
            </Lines>
          </Form>
        )}
      </Stack>
    </Section>
  )
}
