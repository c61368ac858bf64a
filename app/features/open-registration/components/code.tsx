import type { QrCode } from '#app/lib/qr-code.ts'
import css from './code.module.css'

/** A square code that a camera opens. `label` says where it leads. */
export function Code({ code, label }: { code: QrCode; label: string }) {
  return (
    <svg className={css.code} viewBox={`0 0 ${String(code.size)} ${String(code.size)}`} role="img" aria-label={label}>
      <path d={code.path} shapeRendering="crispEdges" />
    </svg>
  )
}
