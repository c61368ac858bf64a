import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import css from './hall-screen.module.css'

type Props = { title: string; lang: Language | undefined; children: ReactNode }

const never = () => () => undefined

/** The part of the page that fills the screen of a hall when asked to; the machine is kept awake meanwhile. */
export function HallScreen({ title, lang, children }: Props) {
  const { t } = useTranslation('run')
  const screen = useRef<HTMLElement>(null)
  const [full, setFull] = useState(false)
  const able = useSyncExternalStore(
    never,
    () => document.fullscreenEnabled,
    () => false,
  )
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  useEffect(() => {
    if (!full || !('wakeLock' in navigator)) return
    const held = navigator.wakeLock.request('screen').catch(() => null)
    return () => void held.then((lock) => lock?.release())
  }, [full])
  return (
    <section ref={screen} className={css.screen} aria-labelledby="hall-title">
      <div className={css.head}>
        <h1 id="hall-title" lang={lang}>
          {title}
        </h1>
        {able && !full && (
          <Button type="button" variant="outlined" small onClick={() => void screen.current?.requestFullscreen()}>
            {t('fullScreen')}
          </Button>
        )}
      </div>
      {children}
    </section>
  )
}
