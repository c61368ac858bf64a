import { useCallback, useEffect, useRef, useState } from 'react'
import { newId } from '#app/lib/ids.ts'
import { mostTaps } from '../forms.ts'
import { withTaps, type Door, type Tap, type WalkIn } from '../rules.ts'
import { openUnsentTaps, type UnsentTaps } from './unsent-taps.ts'

/** What the server answers: the list of the invited only when it is another one than the page has. */
export type DoorNews = Omit<Door, 'invited'> & { invited: Door['invited'] | null; refused: number }

/** How often a page that is looked at asks what the other phones tapped, and how long it waits for an answer, milliseconds. */
const every = 3000
const longestWait = 10_000

type Connection = 'there' | 'away' | 'signedOut' | 'forbidden'

/**
 * The door list in a phone's hand: taps show at once and are kept in the browser until the server has confirmed them,
 * also when there is no network. Asked by plain requests: a fetcher of Remix would leave the page when there is none.
 */
export function useDoor(served: Door, { eventId, personId }: { eventId: string; personId: string }) {
  const [door, setDoor] = useState(served)
  const [from, setFrom] = useState(served)
  const [pending, setPending] = useState<Tap[]>([])
  const [connection, setConnection] = useState<Connection>('there')
  /** Some taps were not taken: their party is not on the list any more. */
  const [dropped, setDropped] = useState(false)
  const store = useRef<UnsentTaps | null>(null)
  const listKey = useRef(served.listKey)
  const asking = useRef(false)
  // The page was loaded again, as after closing the door.
  if (from !== served) {
    setFrom(served)
    setDoor(served)
  }

  const ask = useCallback(async () => {
    if (asking.current || !store.current) return
    asking.current = true
    try {
      // What is tapped while a request is under way goes with the next one.
      for (let more = true; more;) {
        const taps = store.current.all().slice(0, mostTaps)
        const answer = await send(`/events/${eventId}/door/taps?list=${listKey.current}`, taps)
        if (typeof answer === 'string') {
          setConnection(answer)
          return
        }
        store.current.remove(taps.map(({ id }) => id))
        const left = store.current.all()
        setPending(left)
        setConnection('there')
        if (answer.refused > 0) setDropped(true)
        listKey.current = answer.listKey
        setDoor(({ invited }) => ({ ...answer, invited: answer.invited ?? invited }))
        more = left.length > 0
      }
    } finally {
      asking.current = false
    }
  }, [eventId])

  useEffect(() => {
    store.current = openUnsentTaps(eventId, personId, Date.now())
    const soon = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    // What an earlier page could not send.
    const first = setTimeout(() => {
      setPending(store.current?.all() ?? [])
      soon()
    })
    const timer = setInterval(soon, every)
    window.addEventListener('online', soon)
    document.addEventListener('visibilitychange', soon)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      window.removeEventListener('online', soon)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [ask, eventId, personId])

  /** So many people of a party are here now; without a party it is somebody who was not invited. */
  function tap(people: number, of: { partyId: string } | { walkIn: WalkIn }) {
    if (!store.current) return
    const partyId = 'partyId' in of ? of.partyId : newId()
    const known = withTaps(door.marks, pending).find(({ id }) => id === partyId)?.walkIn ?? null
    const walkIn = 'walkIn' in of ? of.walkIn : known
    store.current.add({ id: newId(), partyId, people, at: Date.now(), walkIn })
    setPending(store.current.all())
    void ask()
  }

  const shown: Door = { ...door, marks: withTaps(door.marks, pending) }
  return { door: shown, waiting: pending.length, connection, dropped, tap }
}

/** Sends these taps, or only asks; gives why nothing came of it instead. */
async function send(path: string, taps: Tap[]): Promise<DoorNews | Exclude<Connection, 'there'>> {
  const now = Date.now()
  const said = taps.map(({ at, ...tap }) => ({ ...tap, age: Math.max(0, now - at) }))
  const press: RequestInit =
    taps.length > 0 ? { method: 'POST', body: new URLSearchParams({ taps: JSON.stringify(said) }) } : {}
  try {
    const signal = AbortSignal.timeout(longestWait)
    const answer = await fetch(path, { ...press, redirect: 'manual', cache: 'no-store', signal })
    if (answer.type === 'opaqueredirect') return 'signedOut'
    if (answer.status === 403 || answer.status === 404) return 'forbidden'
    return answer.ok ? ((await answer.json()) as DoorNews) : 'away'
  } catch {
    return 'away'
  }
}
