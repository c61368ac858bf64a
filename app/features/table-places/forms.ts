import { z } from 'zod'
import { largestParty } from '#app/features/invitations/rules.ts'
import { queueSteps } from '#app/features/seats/rules.ts'
import type { ChoiceGroup, TableGroup } from './rules.ts'

/** The fields of the guest's form: one table of a group, or how many come to a table. */
export const chosenField = (groupId: string) => `table-${groupId}`
export const peopleField = (itemId: string) => `people-${itemId}`

const count = z.coerce.number().int().min(0).max(largestParty)

/** What was typed, by field; what is saved, before anything was. */
export type TypedTables = Record<string, string>

/** The wishes that a guest sent: of a group one table, or numbers. `wrong`: tables whose number is none that can be. */
export function wishesIn(
  form: FormData,
  groups: TableGroup[],
): { wishes: Map<string, number>; wrong: string[]; typed: TypedTables } {
  const wishes = new Map<string, number>()
  const wrong: string[] = []
  const typed: TypedTables = {}
  for (const group of groups) {
    const chosen = form.get(chosenField(group.id))
    if (typeof chosen === 'string') typed[chosenField(group.id)] = chosen
    for (const { id } of group.tables) {
      if (typeof chosen === 'string') wishes.set(id, id === chosen ? 1 : 0)
      const people = form.get(peopleField(id))
      if (typeof people !== 'string') continue
      typed[peopleField(id)] = people.slice(0, 10)
      const read = count.safeParse(people.trim() === '' ? 0 : people.trim())
      if (read.success) wishes.set(id, read.data)
      else wrong.push(id)
    }
  }
  return { wishes, wrong, typed }
}

/** What is saved, as the form shows it. */
export function savedTables(groups: ChoiceGroup[]): TypedTables {
  return Object.fromEntries(
    groups.flatMap((group) => [
      [chosenField(group.id), group.tables.find(({ own }) => own !== null)?.id ?? ''] as const,
      ...group.tables.map(({ id, own }) => [peopleField(id), String(own?.people ?? 0)] as const),
    ]),
  )
}

const itemId = z.string().min(1).max(64)
const invitationId = z.string().min(1).max(100)

/** A press of the convener at one table: in its queue, with a guest, or with the table. */
export const tablePress = z.union([
  z.object({ itemId, invitationId, queue: z.enum([...queueSteps, 'offer']) }),
  z.object({ itemId, invitationId, queue: z.literal('to'), to: z.coerce.number().int().min(1).max(100_000) }),
  z.object({ itemId, invitationId, to: itemId }),
  z.object({ itemId, intent: z.enum(['close', 'open']) }),
])
