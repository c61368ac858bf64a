import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { isBlank, type RichText as Text } from '#app/lib/rich-text.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import css from './history.module.css'

/** A description before and after, opened by who wants to see it; works without script. */
export function TextChange({ before, after, lang }: { before: Text; after: Text; lang: Language }) {
  const { t } = useTranslation('history')
  return (
    <details className={css.change}>
      <summary>{t('textWas')}</summary>
      <div className={css.sides}>
        <Side heading={t('wasHeading')} text={before} lang={lang} />
        <Side heading={t('isHeading')} text={after} lang={lang} />
      </div>
    </details>
  )
}

function Side({ heading, text, lang }: { heading: string; text: Text; lang: Language }) {
  const { t } = useTranslation('history')
  return (
    <div>
      <p className="small mute">{heading}</p>
      {isBlank(text) ? (
        <p>{t('values.nothing')}</p>
      ) : (
        <div lang={lang}>
          <RichText text={text} headingLevel={5} />
        </div>
      )}
    </div>
  )
}
