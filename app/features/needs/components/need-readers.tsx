import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'

type Named = { id: string; name: string }

/** Who may see whose needs they are; the convener changes it. */
export function NeedReaders({
  convener,
  readers,
  possible,
  changed,
  refused,
}: {
  convener: Named | null
  readers: Named[]
  /** Whom the reader of this page can name; null: they are not the convener. */
  possible: Named[] | null
  changed: boolean | undefined
  refused: 'notConvener' | 'noSuchPerson' | null | undefined
}) {
  const { t } = useTranslation('needs')
  return (
    <Section title={t('page.readers')}>
      <Stack gap={20}>
        {changed && <Notice tone="ok" role="status" title={t('page.changed')} />}
        {refused && <Notice tone="alert" role="alert" title={t(`page.${refused}`)} />}
        <Lines>
          <Line>{convener ? t('page.convener', { name: convener.name }) : t('page.noConvener')}</Line>
          {readers.map(({ id, name }) => (
            <Line
              key={id}
              action={
                possible && (
                  <Form method="post">
                    <input type="hidden" name="personId" value={id} />
                    <Button
                      name="intent"
                      value="remove"
                      variant="quiet"
                      small
                      aria-label={`${t('page.remove')}: ${name}`}
                    >
                      {t('page.remove')}
                    </Button>
                  </Form>
                )
              }
            >
              {name}
            </Line>
          ))}
        </Lines>
        {possible && possible.length > 0 && (
          <Form method="post">
            <Stack gap={12}>
              <SelectField label={t('page.nameSomebody')} name="personId">
                {possible.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
              <Button name="intent" value="name" variant="outlined">
                {t('page.name')}
              </Button>
            </Stack>
          </Form>
        )}
        {possible?.length === 0 && <p className="small mute">{t('page.nobodyElse')}</p>}
      </Stack>
    </Section>
  )
}
