import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { makeTranslator, type Words } from './i18n/translate.ts'
import { isLanguage, type Language } from './lib/languages.ts'

const load: Record<Language, () => Promise<{ default: Words }>> = {
  fi: () => import('./i18n/fi.ts'),
  sv: () => import('./i18n/sv.ts'),
  en: () => import('./i18n/en.ts'),
}

async function hydrate() {
  const marked = document.documentElement.lang
  const language = isLanguage(marked) ? marked : 'fi'
  const { default: words } = await load[language]()
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={makeTranslator(language, words)}>
        <StrictMode>
          <RemixBrowser />
        </StrictMode>
      </I18nextProvider>,
    )
  })
}

void hydrate()
