import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { clock, shortDay } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { Needs } from '../rules.ts'

export type NamedNeeds = { id: string; name: string; needs: Needs | null }

/** Whose needs they are, shown after a press that stays on record; and who has pressed before. */
export function NeedNames({
  needs,
  may,
  refused,
  looks,
  zone,
  language,
}: {
  /** Null: not asked for. */
  needs: NamedNeeds[] | null
  may: boolean
  refused: boolean | undefined
  looks: { at: number; name: string | null }[]
  zone: string
  language: Language
}) {
  const { t } = useTranslation('needs')
  const words = ({ kinds, text }: Needs) => [...kinds.map((kind) => t(`kinds.${kind}`)), ...(text ? [text] : [])]
  return (
    <Section title={t('page.names')}>
      <Stack gap={20}>
        {refused && <Notice tone="alert" role="alert" title={t('page.notNamed')} />}
        {needs && (
          <>
            <p role="status">{needs.length > 0 ? t('page.shown') : t('page.nobody')}</p>
            {needs.length > 0 && (
              <Lines>
                {needs.map((row) => (
                  <Line key={row.id}>
                    <b>{row.name}</b>
                    <p>{row.needs ? words(row.needs).join(', ') : t('page.unreadable')}</p>
                  </Line>
                ))}
              </Lines>
            )}
          </>
        )}
        {!needs && may && (
          <Form method="post">
            <Stack gap={8}>
              <Button name="intent" value="look" variant="outlined">
                {t('page.show')}
              </Button>
              <p className="small mute">{t('page.namesText')}</p>
            </Stack>
          </Form>
        )}
        {!may && !refused && <p>{t('page.notNamed')}</p>}
        <Section title={t('page.looks')} level={3}>
          {looks.length === 0 && <p className="small mute">{t('page.noLooks')}</p>}
          <ul className="small">
            {looks.map(({ at, name }) => (
              <li key={at}>
                {shortDay(at, zone, language)} {clock(at, zone, language)}, {name ?? t('page.gone')}
              </li>
            ))}
          </ul>
        </Section>
      </Stack>
    </Section>
  )
}
