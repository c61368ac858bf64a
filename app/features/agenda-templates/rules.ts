import { totalMinutes, type AgendaItem, type AgendaItemKind } from '#app/features/agenda/rules.ts'

/** The product's own sets, and two agendas as they were held. */
export const starterNames = ['evening', 'hybridDay', 'hearing', 'workshop', 'springForum', 'countyForum'] as const
export type StarterName = (typeof starterNames)[number]
export const examples: StarterName[] = ['springForum', 'countyForum']

/** One item of a set: its words stand in the language files, by set and key. Minutes as in the set's own length. */
export type StarterItem = {
  key: string
  kind: AgendaItemKind
  minutes: number
  before?: true
  /** Side by side in it: keys, with how many people fit; null: no limit. */
  inside?: [string, number | null][]
}

const item = (key: string, kind: AgendaItemKind, minutes: number, more: Partial<StarterItem> = {}): StarterItem => ({
  key,
  kind,
  minutes,
  ...more,
})
const tables: [string, number][] = ['spaces', 'grants', 'calendar', 'volunteers'].map((key) => [key, 20])
const evening: StarterItem[] = [
  item('coffee', 'arrival', 30, { before: true }),
  item('opening', 'speech', 10),
  item('last', 'presentation', 15),
  item('news', 'presentation', 20),
  item('talkOne', 'talk', 10),
  item('talkTwo', 'talk', 10),
  item('pause', 'break', 15),
  item('tables', 'tableWork', 50, { inside: tables }),
  item('gather', 'plenary', 25),
  item('agreed', 'decisions', 15),
  item('closing', 'closing', 10),
]
const withMinutes = (items: StarterItem[], minutes: Record<string, number>) =>
  items.map((each) => ({ ...each, minutes: minutes[each.key] ?? each.minutes }))

/** The sets: evenings and workshops of three hours, a day from 9 to 15.30, a hearing of two hours. */
export const starters: Record<StarterName, StarterItem[]> = {
  evening,
  hybridDay: [
    item('coffee', 'arrival', 30, { before: true }),
    item('welcome', 'speech', 15),
    item('how', 'presentation', 10),
    item('data', 'presentation', 35),
    item('panel', 'panel', 40),
    item('pause', 'break', 15),
    item('workshops', 'tableWork', 75, {
      inside: [
        ['mind', 24],
        ['safety', 24],
        ['move', 24],
        ['online', null],
      ],
    }),
    item('lunch', 'break', 60),
    item('results', 'plenary', 45),
    item('practices', 'talk', 30),
    item('coffeeTwo', 'break', 15),
    item('agreed', 'decisions', 30),
    item('closing', 'closing', 20),
  ],
  hearing: [
    item('arrival', 'arrival', 15, { before: true }),
    item('opening', 'speech', 5),
    item('matter', 'presentation', 15),
    item('background', 'presentation', 15),
    item('questions', 'discussion', 10),
    item('talks', 'talk', 40),
    item('discussion', 'discussion', 20),
    item('recorded', 'decisions', 10),
    item('closing', 'closing', 5),
  ],
  workshop: [
    item('coffee', 'arrival', 15, { before: true }),
    item('welcome', 'speech', 10),
    item('start', 'presentation', 15),
    item('alone', 'tableWork', 15),
    item('groups', 'tableWork', 35, {
      inside: [
        ['young', 20],
        ['adults', 20],
        ['older', 20],
      ],
    }),
    item('pause', 'break', 15),
    item('vote', 'plenary', 20),
    item('plan', 'tableWork', 40),
    item('share', 'plenary', 15),
    item('agreed', 'decisions', 10),
    item('closing', 'closing', 5),
  ],
  springForum: withMinutes(evening, { news: 25, closing: 5 }),
  countyForum: [
    item('coffee', 'arrival', 30, { before: true }),
    item('welcome', 'speech', 15),
    item('data', 'presentation', 30),
    item('body', 'presentation', 30),
    item('pause', 'break', 15),
    item('workshops', 'tableWork', 75, {
      inside: [
        ['mind', 24],
        ['safety', 24],
        ['move', 24],
        ['online', 60],
      ],
    }),
    item('lunch', 'break', 60),
    item('practices', 'panel', 30),
    item('results', 'plenary', 60),
    item('coffeeTwo', 'break', 15),
    item('grants', 'presentation', 30),
    item('closing', 'closing', 30),
  ],
}

/** Lengths are fitted between these: a day of talks in an hour would be none. */
const [leastFactor, mostFactor] = [0.5, 1.25]
const step = 5

/**
 * The items with lengths that fill the time reserved, in steps of five minutes. Where that would stretch or squeeze them
 * too far, they come as near as makes sense; what stands before the start keeps its length.
 */
export function fitted<T extends Pick<AgendaItem, 'minutes' | 'before' | 'within'>>(items: T[], reserved: number): T[] {
  const total = totalMinutes(items)
  if (total === 0 || reserved <= 0 || total === reserved) return items
  const factor = Math.min(mostFactor, Math.max(leastFactor, reserved / total))
  const wanted = Math.round((total * factor) / step) * step
  const lengths = items.map(({ minutes, before }) =>
    before ? minutes : Math.max(step, Math.round((minutes * factor) / step) * step),
  )
  // What rounding took or gave goes to the longest ones, step by step.
  const sum = () =>
    items.reduce((all, { before, within }, at) => (before || within !== null ? all : all + (lengths[at] ?? 0)), 0)
  for (let left = wanted - sum(); left !== 0; left = wanted - sum()) {
    const longest = longestOf(items, lengths)
    if (longest < 0 || (left < 0 && (lengths[longest] ?? 0) <= step)) break
    lengths[longest] = (lengths[longest] ?? 0) + Math.sign(left) * step
  }
  return items.map((each, at) => ({ ...each, minutes: lengths[at] ?? each.minutes }))
}

function longestOf(items: Pick<AgendaItem, 'before' | 'within'>[], lengths: number[]): number {
  return items.reduce((best, { before, within }, at) => {
    const counts = !before && within === null
    return counts && (best < 0 || (lengths[at] ?? 0) > (lengths[best] ?? 0)) ? at : best
  }, -1)
}
