import { z } from 'zod'
import type { ItemChange } from './mark-item.server.ts'
import { mostStretch } from './rules.ts'

const changes = {
  start: { started: true },
  unstart: { started: false },
  end: { ended: true },
  unend: { ended: false },
  skip: { skipped: true },
  unskip: { skipped: false },
} satisfies Record<string, ItemChange>

export type Press = keyof typeof changes

/** A press that stretches an item to this many minutes more than planned, all in all: a double press adds nothing. */
export const stretchTo = (minutes: number) => `stretch ${String(minutes)}`

/** A facilitator's press: which item, and what of it. */
export const runForm = z.object({ itemId: z.string().max(64), press: z.string().transform(changeOf) })

function changeOf(press: string, context: z.RefinementCtx): ItemChange {
  if (Object.hasOwn(changes, press)) return changes[press as Press]
  const stretched = Number(/^stretch (-?\d{1,3})$/.exec(press)?.[1])
  if (Math.abs(stretched) <= mostStretch) return { stretched }
  context.addIssue({ code: 'custom', message: 'unknown' })
  return z.NEVER
}
