import type { Response } from 'express'
import { words } from '#app/i18n/translators.server.ts'
import type { Language } from '#app/lib/languages.ts'

/** What can go wrong before there is a page to say it on. */
type EdgeTrouble = 'refused' | 'failed'

const statuses: Record<EdgeTrouble, number> = { refused: 403, failed: 500 }

/** Says what is wrong without any of the pages' own parts: they may be what is broken. */
export function sendTrouble(response: Response, kind: EdgeTrouble, language: Language): void {
  const t = words(language)
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">`,
    `<title>${t(`common:trouble.${kind}.title`)} – Kutsu</title></head><body><main>`,
    `<h1>${t(`common:trouble.${kind}.title`)}</h1><p>${t(`common:trouble.${kind}.text`)}</p>`,
    `<p><a href="/">${t('common:trouble.home')}</a></p></main></body></html>\n`,
  ]
  response.status(statuses[kind]).set('Cache-Control', 'no-store').type('html').send(html.join(''))
}
