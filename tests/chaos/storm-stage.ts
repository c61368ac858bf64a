import * as Y from 'yjs'
import { agendaUpdate, readItems, textOf } from '#app/features/agenda/live.ts'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { appendUpdates } from '#server/live/log.ts'
import { sessionOf, type Stage } from '#tests/live/stage.ts'
import { makeEvent, makePerson } from '#tests/support/makers.ts'

/** How many tabs each person has open. */
export const tabsOfOne = 4

/** People with the right to plan every agenda of the organiser, and agendas: the first one is big. */
export async function populate({ server: { db }, organiserId }: Stage, sockets: number) {
  const documents: string[] = []
  for (let index = 0; index < Math.max(3, Math.round(sockets / 50)); index += 1) {
    const { id } = await makeEvent(db, { organiserId, state: 'draft' })
    const document = `agenda/${id}`
    const update = index === 0 ? bigAgenda() : agendaUpdate(items(12))
    await db.write((tx) => appendUpdates(tx, document, [{ update, actor: 'system', at: Date.now() }]))
    documents.push(document)
  }
  const cookies: string[] = []
  // Those at the end type: one for each document.
  for (let index = 0; index < Math.ceil(sockets / tabsOfOne) + documents.length; index += 1) {
    const role = { role: 'liaison', scopeId: organiserId } as const
    const { id } = await makePerson(db, { name: `Kunnan Väki ${String(index)}` }, [role])
    cookies.push(await sessionOf(db, id))
  }
  return { documents, cookies }
}

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...emptyItem,
    id: `kohta${String(index + 1).padStart(5, '0')}`,
    title: `Kohta ${String(index + 1)}`,
    presenter: 'Maija Lehto',
    place: 'Keskustellaan yhdistysten ja kunnan yhteisistä asioista.',
  }))

/** An agenda after 2,000 edits at scattered places, as an afternoon of several people leaves it. */
function bigAgenda(): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, agendaUpdate(items(60)))
  const all = readItems(doc)
  for (let edit = 0; edit < 2000; edit += 1) {
    const text = textOf(doc, all[(edit * 7) % all.length]?.id ?? '', 'place')
    text?.insert((edit * 13) % (text.length + 1), `sana ${String(edit)} `)
  }
  return Y.encodeStateAsUpdate(doc)
}
