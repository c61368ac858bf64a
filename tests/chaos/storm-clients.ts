import * as Y from 'yjs'
import { textOf } from '#app/features/agenda/live.ts'
import { openLiveDocument, type LiveDocument } from '#app/live/live-document.ts'
import { inMemory } from '#app/live/unsent-edits.ts'
import { connect } from '#tests/live/editor.ts'

/** A tab that the storm opens, and the item of its document that is typed into. */
export type StormSeat = { cookie: string; document: string }
export const stormItem = 'kohta00001'

/** What the storm tells its clients. */
export type StormOrder =
  | { order: 'open'; baseUrl: string; seats: StormSeat[] }
  /** From now on, note when each tab is connected, has nothing unsent, and has this in its text. */
  | { order: 'watch'; token: string }
  /** Tell how many tabs have exactly what the service has: state vectors by document, in base64. */
  | { order: 'compare'; vectors: Record<string, string> }

/** What the clients answer. */
export type StormNews =
  | { news: 'open' }
  /** One more tab has what is watched for: epoch milliseconds. */
  | { news: 'seen'; token: string; at: number }
  | { news: 'compared'; equal: number }

type Tab = { document: string; live: LiveDocument; connected: () => boolean; seen: Set<string> }

// A process of its own, started by `storm-phases.ts`, so that a thousand tabs do not share a core with the service.
const tell = (news: StormNews) => process.send?.(news)
const tabs: Tab[] = []
const watched = new Set<string>()
let waiting = 0

function open(baseUrl: string, { cookie, document }: StormSeat): Tab {
  // The delays and the jitter of a browser.
  const wire = connect(baseUrl, { cookie }, {})
  const live = openLiveDocument({ wire, name: document, state: null, unsent: inMemory(), now: Date.now })
  const tab: Tab = { document, live, connected: () => wire.connected, seen: new Set() }
  let opened = false
  const look = () => {
    if (!tab.connected() || live.view().saved.state !== 'saved') return
    if (!opened) {
      opened = true
      waiting -= 1
      if (waiting === 0) tell({ news: 'open' })
    }
    lookAt(tab)
  }
  live.subscribe(look)
  live.doc.on('update', look)
  return tab
}

function lookAt(tab: Tab) {
  for (const token of watched) {
    if (tab.seen.has(token) || !textOf(tab.live.doc, stormItem, 'title')?.toString().includes(token)) continue
    tab.seen.add(token)
    tell({ news: 'seen', token, at: Date.now() })
  }
}

process.on('message', (message: StormOrder) => {
  if (message.order === 'open') {
    waiting = message.seats.length
    for (const seat of message.seats) tabs.push(open(message.baseUrl, seat))
  } else if (message.order === 'watch') {
    watched.add(message.token)
    for (const tab of tabs) if (tab.connected()) lookAt(tab)
  } else {
    const equal = tabs.filter(({ document, live }) => {
      const vector = Buffer.from(Y.encodeStateVector(live.doc))
      return sameVector(vector, Buffer.from(message.vectors[document] ?? '', 'base64'))
    })
    tell({ news: 'compared', equal: equal.length })
  }
})
process.on('disconnect', () => process.exit())

/** The order of the entries says nothing. */
function sameVector(one: Uint8Array, other: Uint8Array): boolean {
  if (other.length === 0) return false
  const [a, b] = [Y.decodeStateVector(one), Y.decodeStateVector(other)]
  return a.size === b.size && [...a].every(([client, clock]) => b.get(client) === clock)
}
