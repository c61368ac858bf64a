import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** `waiting` for the answer to what was asked; then done, or refused in words. */
export type Press =
  { state: 'idle' | 'waiting' | 'done'; asked: string } | { state: 'refused'; asked: string; trouble: string }

/**
 * Sends a press by itself, without leaving the page. Not by a fetcher of Remix: that loads the code of the route it
 * asks, and when there is no connection it leaves the page for that, with the live agenda that is open there.
 */
export function usePress(path: string): {
  press: Press
  send(fields: Record<string, string>): void
  /** Forgets the last press: the page's facts have it now. */
  settle(): void
} {
  const { t } = useTranslation('proposals')
  const { t: common } = useTranslation()
  const { revalidate } = useRevalidator()
  const [press, setPress] = useState<Press>({ state: 'idle', asked: '' })

  async function ask(fields: Record<string, string>): Promise<string | null> {
    const init: RequestInit = {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(fields),
    }
    const answer = await fetch(path, init).catch(() => null)
    if (answer === null) return common('unsent.title')
    // Anything else is none of this door's answers: signed out meanwhile, or a trouble of the server's.
    if (answer.status !== 200 && answer.status !== 409) return t('failed')
    const { trouble } = (await answer.json()) as { trouble: string | null }
    return trouble
  }

  return {
    press,
    settle() {
      setPress({ state: 'idle', asked: '' })
    },
    send(fields) {
      const asked = fields.intent ?? ''
      setPress({ state: 'waiting', asked })
      void ask(fields).then((trouble) => {
        setPress(trouble === null ? { state: 'done', asked } : { state: 'refused', asked, trouble })
        if (trouble === null) revalidate()
      })
    },
  }
}
