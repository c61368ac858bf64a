import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { totalMinutes, type AgendaItem } from '#app/features/agenda/rules.ts'
import { duration, longDay } from '#app/lib/dates.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Local } from '#app/ui/local-text.tsx'
import { Stack } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { Template } from '../queries.server.ts'
import css from './template-list.module.css'

type Props = {
  templates: Template[]
  event: { minutes: number }
  language: Language
  /** Nothing is there yet: one press starts. Otherwise a question comes first. */
  empty: boolean
  /** The items, to read. */
  preview(items: AgendaItem[]): ReactNode
}

/** Templates, each with its items to look at and its length against the time reserved. */
export function TemplateList({ templates, event, language, empty, preview }: Props) {
  const { t } = useTranslation('templates')
  const titleOf = useTemplateTitle(language)
  return (
    <Lines>
      {templates.map((template) => {
        const total = totalMinutes(template.items)
        const over = total - event.minutes
        const count = template.items.filter(({ within }) => within === null).length
        return (
          <Line key={template.ref}>
            <Stack gap={10}>
              <h3>
                {template.source.kind === 'event' ? (
                  <Local text={template.source.title} language={language} />
                ) : (
                  titleOf(template)
                )}
              </h3>
              <p className="mute">
                {template.source.kind === 'event'
                  ? longDay(template.source.startsAt, template.source.timeZone, language)
                  : t(`about.${template.source.name}`)}
              </p>
              <p>
                {t('length', { count, total: duration(total) })}.{' '}
                {over > 0 ? t('long', { over: duration(over) }) : t('fits')}
              </p>
              <details className={css.preview}>
                <summary>
                  {t('preview')}
                  <VisuallyHidden>: {titleOf(template)}</VisuallyHidden>
                </summary>
                {preview(template.items)}
              </details>
              {empty ? (
                <Form method="post">
                  <input type="hidden" name="template" value={template.ref} />
                  <Button variant="outlined" small>
                    {t('use')}
                    <VisuallyHidden>: {titleOf(template)}</VisuallyHidden>
                  </Button>
                </Form>
              ) : (
                <p>
                  <Link to={`?template=${template.ref}`}>
                    {t('use')}
                    <VisuallyHidden>: {titleOf(template)}</VisuallyHidden>
                  </Link>
                </p>
              )}
            </Stack>
          </Line>
        )
      })}
    </Lines>
  )
}

/** How a template is called in a reader's language. */
export function useTemplateTitle(language: Language) {
  const { t } = useTranslation('templates')
  return ({ source }: Template) =>
    source.kind === 'starter' ? t(`names.${source.name}`) : localText(source.title, language).text
}
