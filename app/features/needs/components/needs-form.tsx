import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, TextField, Tick } from '#app/ui/fields.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import { longestNeed, type NeedTrouble } from '../forms.ts'
import { needGroups, type NeedKind } from '../rules.ts'

/** What was typed, when the server sends it back. */
export type TypedNeeds = { kinds: NeedKind[]; text: string }

/**
 * The third, optional save: what the guests need. What they told is not shown again, only how much: the link of an association
 * is shared, and needs are for the convener's eyes.
 */
export function NeedsForm({
  voice,
  told,
  saved,
  erasedOn,
  address,
  typed,
  error,
}: {
  voice: 'group' | 'person'
  /** How many things were told before. */
  told: number
  /** The press that brought us here saved them. */
  saved: boolean
  /** The day on which they are erased, in words. */
  erasedOn: string
  address: string
  typed?: TypedNeeds | undefined
  error?: NeedTrouble | undefined
}) {
  const { t } = useTranslation('needs')
  return (
    <Section title={t(`voice.${voice}.title`)} id="needs">
      <form method="post" action={address}>
        <input type="hidden" name="part" value="needs" />
        <Stack gap={20}>
          {saved && <p role="status">{told > 0 ? t('saved') : t('taken')}</p>}
          <p className="small mute">{t(`voice.${voice}.hint`, { day: erasedOn })}</p>
          {told > 0 && (
            <p>
              {t('told', { count: told })} {t(`voice.${voice}.replace`)}
            </p>
          )}
          {(['access', 'diet'] as const).map((group) => (
            <FieldSet key={group} legend={t(`groups.${group}`)} size="label">
              {needGroups[group].map((kind) => (
                <Tick
                  key={kind}
                  name="kinds"
                  value={kind}
                  label={t(`kinds.${kind}`)}
                  defaultChecked={typed?.kinds.includes(kind)}
                />
              ))}
            </FieldSet>
          ))}
          <TextField
            id="need-text"
            label={t(`voice.${voice}.text`)}
            hint={t('textHint', { count: longestNeed })}
            optional
            name="text"
            defaultValue={typed?.text ?? ''}
            error={error && t(`troubles.${error}`, { count: longestNeed })}
          />
          <Button variant="outlined" phoneWide>
            {t(told > 0 ? 'saveAgain' : 'save')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
