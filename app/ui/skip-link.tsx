import { useTranslation } from 'react-i18next'
import css from './skip-link.module.css'

/** The id of every page's `<main>`. */
export const contentId = 'content'

/** The first stop of the Tab key: past the header, to the matter. */
export function SkipLink() {
  const { t } = useTranslation()
  return (
    <a className={css.skip} href={`#${contentId}`}>
      {t('skipToContent')}
    </a>
  )
}
