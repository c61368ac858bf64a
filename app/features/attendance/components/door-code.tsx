import { useTranslation } from 'react-i18next'
import type { QrCode } from '#app/lib/qr-code.ts'
import { Section } from '#app/ui/page.tsx'
import css from './door-code.module.css'

/** What guests show at the door, and what is written down there. */
export function DoorCode({ voice, code, qr }: { voice: 'group' | 'person'; code: string; qr: QrCode }) {
  const { t } = useTranslation('attendance')
  return (
    <Section title={t('code.title')} id="door-code">
      <div className={css.both}>
        <svg
          className={css.qr}
          viewBox={`0 0 ${String(qr.size)} ${String(qr.size)}`}
          role="img"
          aria-label={t('code.label', { code })}
        >
          <path d={qr.path} shapeRendering="crispEdges" />
        </svg>
        <div>
          <p className={css.code}>{code}</p>
          <p>{t(`code.${voice}`)}</p>
        </div>
      </div>
    </Section>
  )
}
