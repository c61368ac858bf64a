import { useId } from 'react'
import css from './progress.module.css'

/** How far something is: words with the count first, then the bar. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  const id = useId()
  const percent = max > 0 ? Math.round((100 * Math.min(value, max)) / max) : 0
  return (
    <div>
      <p className="small" id={id}>
        {label}
      </p>
      <div
        className={css.bar}
        role="progressbar"
        aria-labelledby={id}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${String(percent)}%` }} />
      </div>
    </div>
  )
}
