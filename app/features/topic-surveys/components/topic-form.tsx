import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextArea, TextField } from '#app/ui/fields.tsx'
import { Section, Stack } from '#app/ui/page.tsx'
import css from './topics.module.css'

export type TypedTopic = { title: string; why: string; speaker: string; minutes: string }

/** Proposes a topic; without script, with what was typed kept. */
export function TopicForm({
  id,
  address,
  language,
  typed,
  errors,
}: {
  /** The new topic's own id: a second press of the same form adds nothing. */
  id: string
  address: string
  language: Language
  typed: TypedTopic | undefined
  /** In words, by field. */
  errors: Partial<Record<string, string>>
}) {
  const { t } = useTranslation('topicSurveys')
  return (
    <Section title={t('page.propose')} id="propose">
      <form method="post" action={address} noValidate>
        <input type="hidden" name="intent" value="propose" />
        <input type="hidden" name="proposal" value={id} />
        <input type="hidden" name="lang" value={language} />
        <Stack gap={20}>
          <TextField
            id="topic-title"
            name="title"
            label={t('page.topic')}
            hint={t('page.topicHint')}
            defaultValue={typed?.title ?? ''}
            error={errors.title}
          />
          <TextArea
            id="topic-why"
            name="why"
            label={t('page.why')}
            defaultValue={typed?.why ?? ''}
            error={errors.why}
          />
          <TextField
            id="topic-speaker"
            name="speaker"
            label={t('page.speaker')}
            hint={t('page.speakerHint')}
            optional
            defaultValue={typed?.speaker ?? ''}
            error={errors.speaker}
          />
          <div className={css.short}>
            <TextField
              id="topic-minutes"
              name="minutes"
              label={t('page.minutes')}
              optional
              inputMode="numeric"
              autoComplete="off"
              defaultValue={typed?.minutes ?? ''}
              error={errors.minutes}
            />
          </div>
          <Button phoneWide>{t('page.submit')}</Button>
        </Stack>
      </form>
    </Section>
  )
}
