import { useTranslation } from 'react-i18next'
import { Facts } from '#app/ui/lines.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import type { Language } from '#app/lib/languages.ts'
import { placeholders, typedPlaceholder, type PlaceholderFacts } from '../rules.ts'

/** The placeholders that one can write, each with what it stands for in this event's letters. */
export function PlaceholderList({ facts, language }: { facts: PlaceholderFacts; language: Language }) {
  const { t } = useTranslation('letterTexts')
  return (
    <Section title={t('placeholders')} level={3} id="placeholders">
      <Stack gap={14}>
        <p className="small mute">{t('placeholdersHint')}</p>
        <Facts
          rows={placeholders.map((one) => ({
            term: <code>{typedPlaceholder(one, language)}</code>,
            text: one === 'recipient' ? t('recipientFact') : facts[one],
          }))}
        />
      </Stack>
    </Section>
  )
}
