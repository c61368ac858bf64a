import type { ReactNode } from 'react'

/** Words for screen readers where the eye already has them. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="vh">{children}</span>
}
